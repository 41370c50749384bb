// Tabs as the ARIA practices describe them: one tab stop, arrow keys, Home and End.
export function maakTabbladen(lijst, gekozen) {
  const tabs = [...lijst.querySelectorAll('[role="tab"]')];

  function kies(tab, { focus = true } = {}) {
    for (const ander of tabs) {
      const actief = ander === tab;
      ander.setAttribute("aria-selected", String(actief));
      ander.tabIndex = actief ? 0 : -1;
      document.getElementById(ander.getAttribute("aria-controls")).hidden = !actief;
    }
    if (focus) {
      tab.focus();
    }
    gekozen(tab.id);
  }

  lijst.addEventListener("click", (gebeurtenis) => {
    const tab = gebeurtenis.target.closest('[role="tab"]');
    if (tab) {
      kies(tab);
    }
  });
  lijst.addEventListener("keydown", (gebeurtenis) => {
    const nu = tabs.indexOf(document.activeElement);
    const naar = {
      ArrowRight: (nu + 1) % tabs.length,
      ArrowLeft: (nu - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    }[gebeurtenis.key];
    if (nu >= 0 && naar !== undefined) {
      gebeurtenis.preventDefault();
      kies(tabs[naar]);
    }
  });
  kies(tabs[0], { focus: false });
}
