/* Buttons that copy a text. Without scripts they stay hidden, and the text is marked and copied by hand. */
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const words = button.firstChild;
  const label = words.textContent;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(field.value);
      words.textContent = button.dataset.copied;
      setTimeout(() => (words.textContent = label), 3000);
    } catch {
      field.select(); // the browser refused: at least it is marked
    }
  });
}
