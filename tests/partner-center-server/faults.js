// What can go wrong on the way to an answer and back. See README.md.

/** Faults that pass: the same request, sent again, gets its answer. */
export const passing = [
  'throttled', 'throttled-date', 'status-500', 'status-502', 'status-503', 'refuse-connection', 'hang', 'lost-answer', 'done-500',
  'conflict', 'other-status', 'truncated', 'html', 'html-502', 'slow', 'expired-token', 'redirect', 'huge', 'empty',
];

/** mulberry32: the same faults for the same seed. */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Which fault, if any, a request meets. Planned ones come first, in their order; then chance. */
export class Faults {
  constructor({ seed = 1, rate = 0, kinds = passing } = {}) {
    this.set({ seed, rate, kinds });
    this.planned = [];
    this.met = {};
  }

  set({ seed, rate, kinds }) {
    if (seed !== undefined) this.random = randomOf(seed);
    if (rate !== undefined) this.rate = rate;
    if (kinds !== undefined) this.kinds = kinds;
  }

  plan(fault) {
    this.planned.push({ times: 1, skip: 0, ...fault });
  }

  clear() {
    this.planned = [];
  }

  next(operation, text = '') {
    for (const fault of this.planned) {
      if ((fault.operation && fault.operation !== operation) || fault.times === 0 || !text.includes(fault.match ?? '')) continue;
      if (fault.skip > 0) {
        fault.skip -= 1;
        continue;
      }
      if (fault.times > 0) fault.times -= 1;
      return this.count(fault);
    }
    return this.random() < this.rate ? this.count({ kind: this.kinds[Math.floor(this.random() * this.kinds.length)] }) : null;
  }

  count(fault) {
    this.met[fault.kind] = (this.met[fault.kind] ?? 0) + 1;
    return fault;
  }
}
