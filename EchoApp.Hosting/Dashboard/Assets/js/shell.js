import { showHelp } from './dialogs.js';
import { h, replace, setText } from './dom.js';
import { icon, mark } from './icons.js';

const pages = [
  { key: 'r', path: '/', label: 'Resources', icon: 'resources', pages: ['resources'] },
  { key: 'c', path: '/consolelogs', label: 'Console', icon: 'console', pages: ['console'] },
  { key: 's', path: '/structuredlogs', label: 'Structured logs', short: 'Logs', icon: 'logs', pages: ['structured-logs'] },
  { key: 't', path: '/traces', label: 'Traces', icon: 'traces', pages: ['traces', 'trace'] },
  { key: 'm', path: '/metrics', label: 'Metrics', icon: 'metrics', pages: ['metrics'] },
];

const themes = [
  { name: 'system', label: 'System', icon: 'auto' },
  { name: 'light', label: 'Light', icon: 'sun' },
  { name: 'dark', label: 'Dark', icon: 'moon' },
];

const lostAfter = 1200;

/** Navigation, theme, banner, title: all around the page. */
export function createShell({ state, stream, keyboard, navigate }) {
  const name = h('span', { class: 'brand-name' }, 'EchoApp');
  const links = pages.map((page) => h('a', { href: page.path, class: 'nav-link', title: `${page.label} (${page.key})`, 'aria-keyshortcuts': page.key },
    icon(page.icon), h('span', { class: 'nav-label' }, h('span', { class: 'nav-long' }, page.label), h('span', { class: 'nav-short', 'aria-hidden': 'true' }, page.short ?? page.label))));
  const badge = h('span', { class: 'nav-badge', hidden: true });
  links[0].append(badge);
  const theme = themeSwitch();
  const help = h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Keys', title: 'Keys (?)', 'aria-keyshortcuts': '?', onclick: () => openHelp() }, icon('help'));
  const logout = h('form', { method: 'post', action: '/logout' }, h('button', { type: 'submit', class: 'icon-button logout', 'aria-label': 'Log out', title: 'Log out' }, icon('logout'), h('span', { class: 'logout-label' }, 'Log out')));
  const connection = h('p', { class: 'connection' }, h('span', { class: 'connection-dot', 'aria-hidden': 'true' }), h('span', { class: 'connection-text' }, 'Connecting'));
  const banner = document.getElementById('banner');
  let title = 'Resources';
  let lost = 0;

  replace(document.getElementById('shell'),
    h('a', { class: 'brand', href: '/' }, mark(), name),
    h('nav', { 'aria-label': 'Pages' }, links),
    h('div', { class: 'shell-tools' }, connection, h('div', { class: 'shell-buttons' }, theme, help, logout)));

  keyboard.shell = [
    ...pages.map((page) => ({ key: page.key, label: page.label, run: () => navigate(page.path) })),
    { key: '/', label: 'Filter', run: () => focusFilter() },
    { key: '?', label: 'This list of keys', run: () => openHelp() },
    { key: 'Esc', label: 'Close the pane, or empty the filter' },
    { key: '↑ ↓', label: 'Move in a list' },
  ];

  function focusFilter() {
    const filter = document.querySelector('#main [data-filter]');
    filter?.focus();
    filter?.select();
    return Boolean(filter);
  }

  function openHelp() {
    showHelp([{ title: 'On this page', keys: keyboard.page.filter((key) => key.label) }, { title: 'Everywhere', keys: keyboard.shell }]);
  }

  function unhealthy() {
    return state.list().filter((resource) => resource.health === 'Unhealthy' || resource.stateStyle === 'error').length;
  }

  function showTitle() {
    const count = unhealthy();
    document.title = `${count > 0 ? `(${count}) ` : ''}${title} · ${state.application || 'EchoApp'}`;
    badge.hidden = count === 0;
    setText(badge, String(count));
    badge.setAttribute('aria-label', `${count} unhealthy`);
    links[0].title = count > 0 ? `Resources (r): ${count} unhealthy` : 'Resources (r)';
  }

  function showConnection() {
    clearTimeout(lost);
    const open = stream.state === 'open';
    connection.dataset.state = stream.state;
    setText(connection.lastChild, open ? 'Live' : stream.state === 'lost' ? 'Connection lost' : 'Connecting');
    if (open) {
      backAgain();
    } else {
      // A short gap, as on a change of topics, is not worth a word.
      lost = setTimeout(() => {
        banner.hidden = false;
        banner.dataset.state = 'lost';
        replace(banner, icon('warning'), h('p', null, 'Connection to the AppHost lost. What you see may be out of date; trying again.'));
      }, lostAfter);
    }
  }

  function backAgain() {
    if (!banner.hidden && banner.dataset.state === 'lost') {
      banner.dataset.state = 'back';
      replace(banner, icon('success'), h('p', null, 'Connected again; everything is up to date.'));
      lost = setTimeout(() => {
        banner.hidden = true;
      }, 4000);
    }
  }

  stream.on('state', showConnection);
  showConnection();
  state.on('resources', showTitle);
  state.on('application', () => {
    setText(name, state.application.replace(/\.AppHost$/, ''));
    name.parentElement.title = `${state.application} ${state.version}`;
    showTitle();
  });

  return {
    setPage(page, text) {
      pages.forEach((entry, index) => {
        if (entry.pages.includes(page)) {
          links[index].setAttribute('aria-current', 'page');
        } else {
          links[index].removeAttribute('aria-current');
        }
      });
      this.setTitle(text);
    },
    setTitle(text) {
      title = text;
      showTitle();
    },
  };
}

function themeSwitch() {
  const button = h('button', { type: 'button', class: 'icon-button', onclick: () => next() });
  let at = Math.max(0, themes.findIndex((theme) => theme.name === localStorage.getItem('echoapp.theme')));

  function next() {
    at = (at + 1) % themes.length;
    localStorage.setItem('echoapp.theme', themes[at].name);
    show();
  }

  function show() {
    const theme = themes[at];
    if (theme.name === 'system') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = theme.name;
    }
    replace(button, icon(theme.icon));
    button.setAttribute('aria-label', `Theme: ${theme.label}`);
    button.title = `Theme: ${theme.label}`;
    document.dispatchEvent(new CustomEvent('themechange'));
  }

  show();
  return button;
}
