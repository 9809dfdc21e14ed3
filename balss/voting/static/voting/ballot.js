// Choosing on a long ballot: what is left, a project found by its words, only what is chosen, and the choice once more
// before it is cast. All of it stays in this browser; a choice not cast yet outlives the page until its tab is closed.
// Without this script the form goes to the service, which answers with the same steps.
(() => {
  const form = document.getElementById("ballot");
  if (!form) return;
  const words = JSON.parse(document.getElementById("ballot-words").textContent);
  const { way, election, voter } = form.dataset;
  const most = Number(form.dataset.most);
  const mostForOne = Number(form.dataset.mostForOne);
  const isNumbered = way === "points" || way === "ranking";
  const fields = [...form.querySelectorAll("[data-id]")];
  const rows = fields.map((field) => ({ field, line: field.closest("li"), text: null }));
  const tally = document.getElementById("tally");
  const review = document.getElementById("vote-review");
  const kept = `choice-${election}-${voter}`;
  const language = document.documentElement.lang;

  const money = (cents) => new Intl.NumberFormat(language, { style: "currency", currency: "EUR", minimumFractionDigits: cents % 100 ? 2 : 0, maximumFractionDigits: 2 }).format(cents / 100);
  const isChosen = (field) => (isNumbered ? /^0*[1-9]\d*$/.test(field.value.trim()) : field.checked);
  const areaOf = (field) => field.closest(".area");
  const titleOf = (field) => form.querySelector(`label[for="${field.id}"] .title`).textContent;

  const chosen = () => {
    const place = (field) => Number(way === "ranking" ? field.value : field.dataset.place);
    return fields.filter(isChosen).sort((one, other) => place(one) - place(other));
  };
  const vote = () => {
    const picked = chosen();
    return { choices: picked.map((field) => field.dataset.id), points: way === "points" ? picked.map((field) => Number(field.value)) : [] };
  };

  // What is left, as one goes: money of the area chosen in, points, or choices. The service says the same
  // (core.vote.tally).
  const rest = (picked) => {
    if (way === "money") {
      const areas = new Set(fields.map(areaOf));
      if (!picked.length && areas.size > 1) return null;
      return Number(areaOf(picked[0] || fields[0]).dataset.budget) - picked.reduce((sum, field) => sum + Number(field.dataset.cost), 0);
    }
    if (way === "points") return most - picked.reduce((sum, field) => sum + Number(field.value), 0);
    if (way === "one") return 1 - picked.length;
    return most ? most - picked.length : null;
  };
  const tallyWords = (picked) => {
    const left = rest(picked);
    const show = way === "money" ? money : String;
    return `${words.chosen} ${picked.length}` + (left === null ? "" : ` · ${left < 0 ? words.over : words.left} ${show(Math.abs(left))}`);
  };
  // Why a choice does not fit the paper, "" where it does; the box has the last word (core.vote.paper).
  const fault = (picked) => {
    if (isNumbered && fields.some((field) => !/^\s*\d*\s*$/.test(field.value))) return words.number;
    if (!picked.length) return words.nothing;
    if (way === "ranking" && new Set(picked.map((field) => Number(field.value))).size < picked.length) return words.twice;
    if (new Set(picked.map(areaOf)).size > 1) return words.areas;
    if (rest(picked) < 0) return tallyWords(picked);
    if (way === "points" && mostForOne && picked.some((field) => Number(field.value) > mostForOne)) return words.for_one;
    return "";
  };

  const count = () => {
    const picked = chosen();
    tally.textContent = tallyWords(picked);
    const left = rest(picked);
    tally.toggleAttribute("data-over", left !== null && left < 0);
  };

  // The choice of this tab, should its page be left before casting.
  const keep = () => {
    const state = Object.fromEntries(fields.filter((field) => (isNumbered ? field.value : field.checked)).map((field) => [field.dataset.id, isNumbered ? field.value : "1"]));
    try { sessionStorage.setItem(kept, JSON.stringify(state)); } catch { /* only this page remembers it */ }
  };
  const restore = () => {
    if (fields.some((field) => (isNumbered ? field.value : field.checked))) return; // as the service sent it back
    let state = {};
    try { state = JSON.parse(sessionStorage.getItem(kept)) || {}; } catch { /* nothing was kept */ }
    for (const field of fields) {
      const value = state[field.dataset.id];
      if (value === undefined) continue;
      if (isNumbered) field.value = value; else field.checked = true;
    }
  };

  const finder = document.getElementById("finder");
  const find = document.getElementById("find");
  const onlyChosen = document.getElementById("only-chosen");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const filter = () => {
    const wanted = fold(find.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      row.text ??= fold(row.line.textContent);
      row.line.hidden = (onlyChosen.checked && !isChosen(row.field)) || !wanted.every((word) => row.text.includes(word));
      if (!row.line.hidden) shown += 1;
    }
    for (const area of form.querySelectorAll(".area")) area.hidden = !area.querySelector("li:not([hidden])");
    document.getElementById("found").textContent = wanted.length || onlyChosen.checked ? `${words.shown} ${shown}` : "";
  };
  finder.hidden = false;
  find.addEventListener("input", filter);
  find.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  onlyChosen.addEventListener("change", filter);

  const say = (text) => {
    document.getElementById("vote-state").textContent = "";
    let box = document.getElementById("vote-error");
    if (!box) {
      box = document.createElement("div");
      Object.assign(box, { id: "vote-error", className: "ds-alert", tabIndex: -1 });
      box.dataset.color = "danger";
      box.setAttribute("role", "alert");
      form.before(box);
    }
    box.textContent = text;
    box.focus();
    box.scrollIntoView({ block: "center" });
  };
  const list = (picked) => {
    const made = document.createElement(way === "ranking" ? "ol" : "ul");
    made.className = "picked";
    for (const field of picked) {
      const line = document.createElement("li");
      const more = document.createElement("span");
      more.className = "quiet";
      more.textContent = money(Number(field.dataset.cost)) + (way === "points" ? ` · ${words.points} ${Number(field.value)}` : "");
      line.append(titleOf(field), " ", more);
      made.append(line);
    }
    return made;
  };
  const show = (isReview) => {
    form.hidden = isReview;
    document.getElementById("how").hidden = isReview;
    review.hidden = !isReview;
    document.getElementById("vote-error")?.remove();
    const shown = isReview ? review : form.querySelector("[name=step]");
    shown.focus();
    shown.scrollIntoView({ block: isReview ? "start" : "end" });
  };
  form.addEventListener("submit", (event) => {
    if (!form.dataset.castsHere) return; // this browser cannot make a right (vote.js): the service does
    event.preventDefault();
    const picked = chosen();
    const wrong = fault(picked);
    if (wrong) { say(wrong); return; }
    document.getElementById("review-picked").replaceChildren(list(picked));
    document.getElementById("review-tally").textContent = tallyWords(picked);
    show(true);
  });
  document.getElementById("edit").addEventListener("click", () => show(false));
  document.getElementById("cast").addEventListener("click", () => form.dispatchEvent(new CustomEvent("ballot:cast", { detail: vote() })));
  form.addEventListener("ballot:said", (event) => say(event.detail));
  form.addEventListener("ballot:done", () => {
    try { sessionStorage.removeItem(kept); } catch { /* nothing was kept */ }
    document.getElementById("receipt-chosen").replaceChildren(list(chosen()));
  });

  restore();
  count();
  form.addEventListener("input", (event) => {
    if (!event.target.dataset.id) return;
    count();
    keep();
  });
})();
