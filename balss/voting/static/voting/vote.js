// Casts a vote whose right the service signs without seeing it (RFC 9474). The key of the vote is made here and never leaves
// this browser; the ballot goes into the box in a request of its own, without cookies. Until the receipt is there, what is
// needed to try again is kept on this device, so that a lost connection costs nobody the vote. ballot.js says what to cast
// (“ballot:cast”). Without scripts, or where the browser lacks Ed25519, the form is sent as it is.
(() => {
  const form = document.getElementById("ballot");
  if (!form) return;
  const { election, issuer } = form.dataset;
  const words = JSON.parse(document.getElementById("ballot-words").textContent);
  const state = document.getElementById("vote-state");
  const kept = `vote-${election}-${form.dataset.voter}`; // another for each voter of a shared computer
  const PKCS8 = "302e020100300506032b657004220420"; // what stands before the seed of an Ed25519 key (RFC 8410)

  const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const unhex = (text) => new Uint8Array((text.match(/../g) || []).map((pair) => parseInt(pair, 16)));

  const keyOf = async (seed) => {
    const key = await crypto.subtle.importKey("pkcs8", unhex(PKCS8 + seed), "Ed25519", true, ["sign"]);
    const { x } = await crypto.subtle.exportKey("jwk", key);
    const bytes = Uint8Array.from(atob(x.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
    return { key, bytes };
  };
  const signed = async ({ choices, points }, seed, version) => {
    const { key, bytes } = await keyOf(seed);
    const statement = JSON.stringify({ choices, election, format: "balss-ballot/1", key: hex(bytes), points, version });
    return { statement, signature: hex(await crypto.subtle.sign("Ed25519", key, new TextEncoder().encode(statement))) };
  };
  const ask = async (address, body, options) => {
    const response = await fetch(address, { method: "POST", body: JSON.stringify(body), ...options, headers: { "Content-Type": "application/json", ...options.headers } });
    let answer;
    try { answer = await response.json(); } catch { answer = {}; }
    return { ok: response.ok, status: response.status, ...answer };
  };
  const toBox = (ballot, right) => ask(form.dataset.box, { ...ballot, right }, { credentials: "omit" });

  const blind = new blindRsa.BlindRSA({ name: "RSABSSA-SHA384-PSS-Deterministic", hash: "SHA-384", saltLength: 48, prepareType: blindRsa.PrepareType.Deterministic });
  const issuerKey = () => {
    const body = atob(issuer.replace(/-----[^-]+-----|\s/g, ""));
    return crypto.subtle.importKey("spki", Uint8Array.from(body, (letter) => letter.charCodeAt(0)), { name: "RSA-PSS", hash: "SHA-384" }, true, ["verify"]);
  };
  // What this device needs to ask for the same right again; made and kept before anything is asked.
  const begun = async (issuerPublic) => {
    try {
      const before = JSON.parse(localStorage.getItem(kept));
      if (before) return before;
    } catch { /* nothing is kept, or nothing may be */ }
    const seed = hex(crypto.getRandomValues(new Uint8Array(32)));
    const { bytes } = await keyOf(seed);
    const { blindedMsg, inv } = await blind.blind(issuerPublic, bytes);
    const fresh = { seed, blinded: hex(blindedMsg), inverse: hex(inv) };
    try { localStorage.setItem(kept, JSON.stringify(fresh)); } catch { /* only this page remembers it */ }
    return fresh;
  };
  const forget = () => { try { localStorage.removeItem(kept); } catch { /* nothing was kept */ } };

  let made = null; // this page's right, should the device keep nothing
  const castFirst = async (vote) => {
    const issuerPublic = await issuerKey();
    made = made || (await begun(issuerPublic));
    const given = await ask(form.dataset.right, { blinded: made.blinded }, { headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value } });
    if (!given.ok) return given;
    const { bytes } = await keyOf(made.seed);
    const right = hex(await blind.finalize(issuerPublic, bytes, unhex(given.signature), unhex(made.inverse)));
    return { ...(await castVersions(vote, made.seed, right)), seed: made.seed };
  };
  // The first version, or the next one after what lies in the box already: this browser's own earlier try.
  const castVersions = async (vote, seed, right) => {
    let answer = await toBox(await signed(vote, seed, 1), right);
    while (answer.status === 409 && answer.version) answer = await toBox(await signed(vote, seed, answer.version + 1), right);
    return answer;
  };
  const change = async (vote) => {
    const seed = form.elements.code.value.replace(/[\s-]/g, "").toLowerCase();
    if (!/^[0-9a-f]{64}$/.test(seed)) return { error: words.code };
    return { ...(await castVersions(vote, seed, "")), seed };
  };

  const say = (text) => form.dispatchEvent(new CustomEvent("ballot:said", { detail: text }));
  const done = ({ receipt, seed }) => {
    form.dispatchEvent(new CustomEvent("ballot:done"));
    document.getElementById("receipt-code").textContent = seed.match(/.{8}/g).join(" "); // as in views/showing.py
    document.getElementById("receipt-text").textContent = receipt;
    document.getElementById("receipt-save").href = URL.createObjectURL(new Blob([receipt], { type: "application/json" }));
    document.getElementById("vote-error")?.remove();
    document.getElementById("vote-review").remove();
    form.remove();
    const page = document.getElementById("vote-done");
    page.hidden = false;
    page.focus();
    page.scrollIntoView();
  };

  let busy = false;
  form.addEventListener("ballot:cast", async ({ detail: vote }) => {
    if (busy) return;
    busy = true;
    state.textContent = words.sending;
    try {
      const answer = form.dataset.changing ? await change(vote) : await castFirst(vote);
      if (answer.receipt) { forget(); done(answer); } else say(answer.error || words.lost);
    } catch {
      say(words.lost);
    } finally {
      busy = false;
    }
  });
  // A right was given to this device, and its vote did not reach the box: the form stands hidden below “You have voted”.
  try {
    if (localStorage.getItem(kept)) document.getElementById("resume").hidden = false;
  } catch { /* nothing may be kept here */ }

  // Browsers without Ed25519 leave all of it to the service.
  keyOf(hex(crypto.getRandomValues(new Uint8Array(32)))).then(() => { form.dataset.castsHere = "1"; }, () => {});
})();
