/** How states, health and types look: icon, word and tone. */
const states = {
  Running: ['running', 'success'],
  Active: ['running', 'success'],
  Starting: ['starting', 'info'],
  Building: ['starting', 'info'],
  Stopping: ['starting', 'info'],
  Waiting: ['clock', 'info'],
  NotStarted: ['stopped', 'neutral'],
  Stopped: ['stopped', 'neutral'],
  Exited: ['stopped', 'neutral'],
  Finished: ['success', 'neutral'],
  FailedToStart: ['error', 'error'],
  RuntimeUnhealthy: ['warning', 'warn'],
  ValueMissing: ['warning', 'warn'],
};

// Ended by itself, or by the signal of who stopped it (SIGINT, SIGTERM).
const calmExits = [0, 130, 143];

const healths = {
  Healthy: ['success', 'success'],
  Degraded: ['warning', 'warn'],
  Unhealthy: ['error', 'error'],
};

const types = {
  Project: 'project',
  Executable: 'executable',
  Container: 'container',
  Parameter: 'parameter',
  ConnectionString: 'connection',
};

/** "FailedToStart" → "Failed to start" */
export function words(name) {
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** @returns {{icon: string, word: string, tone: string, busy: boolean}} */
export function stateOf(resource) {
  const name = resource.state ?? 'Unknown';
  const [icon, tone] = states[name] ?? ['unknown', 'neutral'];
  const failed = name === 'Exited' && resource.exitCode !== null && !calmExits.includes(resource.exitCode);
  return {
    icon: failed ? 'warning' : icon,
    word: failed ? `Exited (${resource.exitCode})` : words(name),
    tone: resource.stateStyle ?? (failed ? 'warn' : tone),
    busy: icon === 'starting',
  };
}

/** @returns {{icon: string, word: string, tone: string} | null} */
export function healthOf(health) {
  if (!health) {
    return null;
  }
  const [icon, tone] = healths[health] ?? ['unknown', 'neutral'];
  return { icon, word: health, tone };
}

export function typeIcon(type) {
  return types[type] ?? 'other';
}

const worst = ['error', 'warn', 'info', 'success', 'neutral'];

/** The one instance that says most about all of them: the worst. */
export function leading(instances) {
  return [...instances].sort((a, b) => worst.indexOf(stateOf(a).tone) - worst.indexOf(stateOf(b).tone))[0];
}

const healthOrder = ['Unhealthy', 'Degraded', 'Healthy'];

export function leadingHealth(instances) {
  return healthOrder.find((health) => instances.some((resource) => resource.health === health)) ?? null;
}
