/** The spans of a trace as a tree: they come in tree order, parents first, each with its depth. */
export class SpanTree {
  #ends = [];
  #collapsed = new Set();
  #index = new Map();
  spans = [];
  /** Those that are not below a collapsed one. */
  rows = [];
  depth = 0;

  take(spans) {
    this.spans = spans;
    this.#index = new Map(spans.map((span, index) => [span.spanId, index]));
    this.#ends = new Array(spans.length);
    this.depth = spans.reduce((most, span) => Math.max(most, span.depth + 1), 0);
    const open = [];
    spans.forEach((span, index) => {
      while (open.length > 0 && spans[open.at(-1)].depth >= span.depth) {
        this.#ends[open.pop()] = index;
      }
      open.push(index);
    });
    for (const index of open) {
      this.#ends[index] = spans.length;
    }
    this.#arrange();
  }

  find(spanId) {
    const index = this.#index.get(spanId) ?? [...this.#index.entries()].find(([id]) => spanId && id.startsWith(spanId))?.[1];
    return index === undefined ? null : this.spans[index];
  }

  rowOf(span) {
    return this.rows.findIndex((row) => row.spanId === span?.spanId);
  }

  parent(span) {
    return this.find(span.parentSpanId);
  }

  /** How many spans are below. */
  below(span) {
    const index = this.#index.get(span.spanId);
    return this.#ends[index] - index - 1;
  }

  isCollapsed(span) {
    return this.#collapsed.has(span.spanId);
  }

  /** Whether a span below a collapsed one failed, so that its row can say so. */
  hidesError(span) {
    const index = this.#index.get(span.spanId);
    return this.isCollapsed(span) && this.spans.slice(index + 1, this.#ends[index]).some((one) => one.status === 'Error');
  }

  toggle(span, collapsed = !this.isCollapsed(span)) {
    this.#collapsed[collapsed ? 'add' : 'delete'](span.spanId);
    this.#arrange();
  }

  collapseAll() {
    this.#collapsed = new Set(this.spans.filter((span) => this.below(span) > 0 && span.depth > 0).map((span) => span.spanId));
    this.#arrange();
  }

  expandAll() {
    this.#collapsed.clear();
    this.#arrange();
  }

  get anyCollapsed() {
    return this.#collapsed.size > 0;
  }

  /** Opens what hides a span. */
  reveal(span) {
    for (let one = this.parent(span); one; one = this.parent(one)) {
      this.#collapsed.delete(one.spanId);
    }
    this.#arrange();
  }

  #arrange() {
    this.rows = [];
    for (let index = 0; index < this.spans.length;) {
      const span = this.spans[index];
      this.rows.push(span);
      index = this.isCollapsed(span) ? this.#ends[index] : index + 1;
    }
  }
}
