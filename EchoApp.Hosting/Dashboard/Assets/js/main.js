import * as api from './api.js';
import { confirm, toaster } from './dialogs.js';
import { h, replace } from './dom.js';
import { Keyboard } from './keyboard.js';
import { Model } from './model.js';
import * as consolePage from './pages/console.js';
import * as metrics from './pages/metrics.js';
import * as resources from './pages/resources.js';
import * as structuredLogs from './pages/structured-logs.js';
import * as trace from './pages/trace.js';
import * as traces from './pages/traces.js';
import { Router } from './router.js';
import { createShell } from './shell.js';
import { Stream } from './stream.js';

const stream = new Stream();
const state = new Model(stream);
const keyboard = new Keyboard();
const host = document.getElementById('main');
const toast = toaster(document.getElementById('toasts'));
const router = new Router((navigation) => show(navigation));
const shell = createShell({ state, stream, keyboard, navigate: (path) => router.navigate(path) });

const pages = { resources, console: consolePage, 'structured-logs': structuredLogs, traces, trace, metrics };

let shown = null;

/** Shows the page of the address; a page that can update itself is kept when only its query or parameters changed. */
function show({ first }) {
  const route = router.route;
  if (route && shown?.page === route.page && shown.instance.update) {
    shown.params = route.params;
    // A page that answers false cannot become the other one: it is built anew.
    if (shown.instance.update() !== false) {
      return;
    }
  }
  shell.setPage(route?.page ?? null, route?.title ?? 'Not found');
  shown?.instance.unmount?.();
  keyboard.page = [];
  replace(host);
  host.scrollTop = 0;
  shown = { page: route?.page ?? null, params: route?.params ?? {}, instance: {} };
  if (route) {
    mount(pages[route.page], shown);
  } else {
    replace(host, notice('There is no such page', 'The address leads nowhere here. Resources show everything that runs.'));
  }
  if (!first) {
    focusHeading();
  }
}

function mount(module, page) {
  try {
    page.instance = module.mount(host, appFor(page)) ?? {};
  } catch (error) {
    console.error(error);
    replace(host, notice('This page could not be shown', String(error.message)));
    return;
  }
  keyboard.page = page.instance.keys ?? [];
  if (page.instance.title) {
    shell.setTitle(page.instance.title);
  }
}

function appFor(page) {
  return {
    get params() {
      return page.params;
    },
    get query() {
      return router.query;
    },
    setQuery: (changes, options) => page === shown && router.setQuery(changes, options),
    navigate: (path, options) => router.navigate(path, options),
    setTitle: (title) => page === shown && shell.setTitle(title),
    api, stream, state, keyboard, toast, confirm,
  };
}

function notice(title, text) {
  return h('div', { class: 'page' }, h('header', { class: 'page-head' }, h('h1', null, title)),
    h('div', { class: 'empty' }, h('p', null, text), h('a', { class: 'button', href: '/' }, 'Resources')));
}

function focusHeading() {
  const heading = host.querySelector('h1');
  if (heading) {
    heading.setAttribute('tabindex', '-1');
    heading.focus({ preventScroll: true });
  }
}

// Once more after each gap: it may be another run that answers.
stream.on('state', (now) => now === 'open' && state.loadApplication().catch(() => {}));
stream.open();
router.start();
