// Before anything is drawn, so that a page that is to be dark never flashes light.
(function () {
  const chosen = localStorage.getItem('tunnelwatch.theme');
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
})();
