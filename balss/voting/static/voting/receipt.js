// Keeping a receipt: print the page, copy the text. Saving it as a file is a link and needs no script.
(() => {
  const print = document.getElementById("receipt-print");
  const copy = document.getElementById("receipt-copy");
  if (!print) return;
  print.hidden = false;
  print.addEventListener("click", () => window.print());
  if (!navigator.clipboard) return;
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById("receipt-text").textContent);
    document.getElementById("receipt-state").textContent = copy.dataset.done;
  });
})();
