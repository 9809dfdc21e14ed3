// Saves a draft by itself a few seconds after the last change (for who is signed in), and keeps what is typed in this
// tab until it is sent, so that neither a lost connection nor an ended session loses a word. Without it the page works.
(() => {
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const state = document.getElementById("draft-state");
  const key = `say-${location.pathname}${location.search}`;
  const PAUSE = 4000; // milliseconds without a change
  let timer = 0;
  let saving = null; // what is on its way: the next one has to know the version that it makes

  const typed = () => [...form.elements].filter((field) => field.name && !["hidden", "file", "submit"].includes(field.type) && field.name !== "website" && field.tagName !== "BUTTON");
  const keep = () => {
    const words = typed().map((field) => [field.name, field.type === "radio" || field.type === "checkbox" ? field.value : null, field.type === "radio" || field.type === "checkbox" ? field.checked : field.value]);
    try { sessionStorage.setItem(key, JSON.stringify(words)); } catch { /* no room or no permission */ }
  };
  const putBack = () => {
    let words = [];
    try { words = JSON.parse(sessionStorage.getItem(key) || "[]"); } catch { return; }
    let changed = false;
    for (const [name, option, value] of words) {
      const field = typed().find((each) => each.name === name && (option === null || each.value === option));
      if (!field) continue;
      if (option === null && field.value !== value && !field.value) { field.value = value; changed = true; }
      if (option !== null && field.checked !== value) { field.checked = value; }
    }
    if (changed) state.textContent = form.dataset.restored;
  };
  const save = async () => {
    const body = new FormData(form);
    for (const field of form.querySelectorAll("input[type=file]")) body.delete(field.name);
    try {
      const response = await fetch(location.href, { method: "POST", body, headers: { "X-Autosave": "1" } });
      const answer = await response.json();
      state.textContent = answer.message;
      if (answer.saved) form.elements.namedItem("version").value = answer.version;
    } catch {
      state.textContent = form.dataset.lost;
    }
  };

  form.addEventListener("input", () => {
    keep();
    clearTimeout(timer);
    if (form.dataset.autosave) timer = setTimeout(() => { saving = (saving || Promise.resolve()).then(save); }, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (saving) {
      const button = event.submitter;
      event.preventDefault();
      saving.then(() => { saving = null; form.requestSubmit(button); });
      return;
    }
    try { sessionStorage.removeItem(key); } catch { /* nothing was kept */ }
  });
  putBack();
})();
