// Casts a vote whose right the service signs without seeing it (RFC 9474). The key of the vote is made here and never leaves
// this browser; the ballot goes into the box in a request of its own, without cookies. Until the receipt is there, what is
// needed to try again is kept on this device, so that a lost connection costs nobody the vote. Without this script, or
// where the browser lacks Ed25519, the form is sent as it is.
(() => {
  const form = document.getElementById("ballot");
  if (!form) return;
  const { way, election, issuer } = form.dataset;
  const most = Number(form.dataset.most);
  const fields = [...form.querySelectorAll("[data-id]")];
  const tally = document.getElementById("tally");
  const state = document.getElementById("vote-state");
  const kept = `vote-${election}-${form.dataset.voter}`; // another for each voter of a shared computer
  const PKCS8 = "302e020100300506032b657004220420"; // what stands before the seed of an Ed25519 key (RFC 8410)

  const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const unhex = (text) => new Uint8Array((text.match(/../g) || []).map((pair) => parseInt(pair, 16)));
  const money = (cents) => new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: "EUR", minimumFractionDigits: cents % 100 ? 2 : 0, maximumFractionDigits: 2 }).format(cents / 100);

  const chosen = () => {
    const numbered = way === "points" || way === "ranking";
    const picked = fields.filter((field) => (numbered ? /^[1-9]\d*$/.test(field.value.trim()) : field.checked));
    const place = (field) => Number(way === "ranking" ? field.value : field.dataset.place);
    picked.sort((one, other) => place(one) - place(other));
    return picked;
  };
  const vote = () => {
    const picked = chosen();
    return { choices: picked.map((field) => field.dataset.id), points: way === "points" ? picked.map((field) => Number(field.value)) : [] };
  };

  // What is left, as one goes: money of the area chosen in, points, or choices.
  const count = () => {
    const picked = chosen();
    const { chosen: chosenWord, left, over } = form.dataset;
    let rest = null;
    let show = String;
    if (way === "money") {
      const area = (picked[0] || fields[0]).closest(".area");
      rest = Number(area.dataset.budget) - picked.reduce((sum, field) => sum + Number(field.dataset.cost), 0);
      show = money;
    } else if (way === "points") {
      rest = most - picked.reduce((sum, field) => sum + Number(field.value), 0);
    } else if (most) {
      rest = most - picked.length;
    }
    tally.textContent = `${chosenWord} ${picked.length}` + (rest === null ? "" : ` · ${rest < 0 ? over : left} ${show(Math.abs(rest))}`);
    tally.toggleAttribute("data-over", rest !== null && rest < 0);
  };
  form.addEventListener("input", count);
  count();

  const keyOf = async (seed) => {
    const key = await crypto.subtle.importKey("pkcs8", unhex(PKCS8 + seed), "Ed25519", true, ["sign"]);
    const { x } = await crypto.subtle.exportKey("jwk", key);
    const bytes = Uint8Array.from(atob(x.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
    return { key, bytes };
  };
  const signed = async (seed, version) => {
    const { key, bytes } = await keyOf(seed);
    const { choices, points } = vote();
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
  const castFirst = async () => {
    const issuerPublic = await issuerKey();
    made = made || (await begun(issuerPublic));
    const given = await ask(form.dataset.right, { blinded: made.blinded }, { headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value } });
    if (!given.ok) return given;
    const { bytes } = await keyOf(made.seed);
    const right = hex(await blind.finalize(issuerPublic, bytes, unhex(given.signature), unhex(made.inverse)));
    return { ...(await castVersions(made.seed, right)), seed: made.seed };
  };
  // The first version, or the next one after what lies in the box already: this browser's own earlier try.
  const castVersions = async (seed, right) => {
    let answer = await toBox(await signed(seed, 1), right);
    while (answer.status === 409 && answer.version) answer = await toBox(await signed(seed, answer.version + 1), right);
    return answer;
  };
  const change = async () => {
    const seed = form.elements.code.value.replace(/[\s-]/g, "").toLowerCase();
    if (!/^[0-9a-f]{64}$/.test(seed)) return { notOurs: true };
    return { ...(await castVersions(seed, "")), seed };
  };

  const say = (words) => {
    state.textContent = "";
    let box = document.getElementById("vote-error");
    if (!box) {
      box = document.createElement("div");
      Object.assign(box, { id: "vote-error", className: "ds-alert", tabIndex: -1 });
      box.dataset.color = "danger";
      box.setAttribute("role", "alert");
      form.before(box);
    }
    box.textContent = words;
    box.focus();
  };
  const done = ({ receipt, seed }) => {
    const page = document.getElementById("vote-done");
    const list = page.querySelector("#receipt-chosen");
    list.replaceChildren(...chosen().map((field) => {
      const line = document.createElement("li");
      line.textContent = form.querySelector(`label[for="${field.id}"] .title`).textContent;
      return line;
    }));
    page.querySelector("#receipt-code").value = seed;
    page.querySelector("#receipt-text").value = receipt;
    const save = page.querySelector("#receipt-save");
    save.href = URL.createObjectURL(new Blob([receipt], { type: "application/json" }));
    save.hidden = false;
    document.getElementById("vote-error")?.remove();
    form.remove();
    page.hidden = false;
    page.focus();
    page.scrollIntoView();
  };

  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    state.textContent = form.dataset.sending;
    try {
      await keyOf(hex(crypto.getRandomValues(new Uint8Array(32)))); // throws where the browser lacks Ed25519
    } catch {
      form.submit();
      return;
    }
    try {
      const answer = form.dataset.changing ? await change() : await castFirst();
      if (answer.notOurs) { form.submit(); return; } // the service says what is wrong with the code
      if (answer.receipt) { forget(); done(answer); } else say(answer.error || form.dataset.lost);
    } catch {
      say(form.dataset.lost);
    } finally {
      busy = false;
    }
  });
})();
