// Saves a draft by itself a few seconds after the last change, and keeps what is typed in this tab until it is saved,
// so that neither a lost connection nor an ended session loses a word. Without it the page works with its buttons.
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const state = document.getElementById("draft-state");
  const key = `plan-draft-${form.dataset.autosave}`;
  const PAUSE = 4000; // milliseconds without a change
  let timer = 0;
  let sending = false;

  const began = (field) => form.elements.namedItem(`initial-${field.name}`);
  const typed = () => [...form.elements].filter((field) => field.name && !(field.name.startsWith("initial-")) && began(field));
  const value = (name) => {
    const field = form.elements.namedItem(name);
    return field ? field.value : ""; // a group of radio buttons answers with the chosen one
  };
  const changed = () => {
    const names = new Set(typed().map((field) => field.name));
    return [...names].filter((name) => value(name) !== form.elements.namedItem(`initial-${name}`).value);
  };
  const keep = () => {
    const words = Object.fromEntries(changed().map((name) => [name, value(name)]));
    try {
      if (Object.keys(words).length) sessionStorage.setItem(key, JSON.stringify(words));
      else sessionStorage.removeItem(key);
    } catch { /* no room or no permission: the buttons still save */ }
  };
  const putBack = () => {
    let words = {};
    try { words = JSON.parse(sessionStorage.getItem(key) || "{}"); } catch { return; }
    const lost = Object.entries(words).filter(([name, text]) => form.elements.namedItem(name) && value(name) !== text);
    for (const [name, text] of lost) form.elements.namedItem(name).value = text;
    if (lost.length) state.textContent = form.dataset.restored;
  };

  const save = async () => {
    const names = changed();
    if (sending || !names.length) return;
    sending = true;
    const sent = Object.fromEntries(names.map((name) => [name, value(name)]));
    const body = new FormData(form);
    for (const field of form.querySelectorAll("input[type=file]")) body.delete(field.name);
    for (const field of form.querySelectorAll("input[type=checkbox]")) body.delete(field.name);
    try {
      const response = await fetch(location.href, { method: "POST", body, headers: { "X-Autosave": "1" } });
      const answer = await response.json();
      state.textContent = answer.message;
      if (!answer.saved) return;
      form.elements.namedItem("version").value = answer.version;
      for (const [name, text] of Object.entries(sent)) began({ name }).value = text;
      for (const [name, text] of Object.entries(answer.fields)) {
        form.elements.namedItem(name).value = text;
        began({ name }).value = text;
      }
      keep();
    } catch {
      state.textContent = form.dataset.lost;
    } finally {
      sending = false;
    }
  };

  form.addEventListener("input", () => {
    keep();
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  document.getElementById("discard")?.addEventListener("submit", () => sessionStorage.removeItem(key));
  putBack();
})();
