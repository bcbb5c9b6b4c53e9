// Runs before all else.
(() => {
  // So that a chosen theme does not flash up in the other one.
  const theme = localStorage.getItem('echoapp.theme');
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }

  // Chromium gives up what it loads when a network interface comes or goes, as one does with each container that starts: half a page is worse
  // than one that is loaded again.
  const key = 'echoapp.reloads';
  const reloads = Number(sessionStorage.getItem(key));
  addEventListener('error', ({ target }) => {
    if ((target instanceof HTMLScriptElement || target instanceof HTMLLinkElement) && reloads < 3) {
      sessionStorage.setItem(key, String(reloads + 1));
      setTimeout(() => location.reload(), 300);
    }
  }, true);
  addEventListener('load', () => setTimeout(() => sessionStorage.removeItem(key), 5000));
})();
