import { styleOfSeries } from './colours.js';

/** What is drawn of an instrument's data: lists of values with a name and a look. */
export const percentiles = ['p50', 'p90', 'p99'];
export const mostLines = 24;

/** How a dimension is called: its attributes, without those that all of them share. */
export function nameDimensions(dimensions) {
  const shared = new Set();
  for (const { key, value } of dimensions[0]?.attributes ?? []) {
    if (dimensions.length > 1 && dimensions.every((one) => one.attributes.some((attribute) => attribute.key === key && attribute.value === value))) {
      shared.add(key);
    }
  }
  return dimensions.map(({ attributes }) => attributes.filter(({ key }) => !shared.has(key)).map(({ key, value }) => ({ key, value: String(value) })));
}

const idOf = (attributes) => attributes.map(({ key, value }) => `${key}=${value}`).sort().join('\n');

/**
 * @param {object} data the server's answer
 * @param {{split: boolean, percentile: string}} how split: a line for each dimension; percentile: which one, of histograms
 * @returns {{id: string, label: string, short: string, attributes: {key, value}[] | null, values: (number|null)[], total: number|null, colour: string, dash: number[]}[]}
 */
export function seriesOf(data, { split, percentile }) {
  const histogram = data.kind === 'Histogram';
  if (!split) {
    return histogram
      ? percentiles.map((name, index) => line(name, null, data.overall?.[name] ?? [], null, [0, 4, 1][index]))
      : [line('overall', null, data.overall?.values ?? [], data.overall?.total ?? null, 0)];
  }
  const dimensions = [...data.dimensions].sort((a, b) => idOf(a.attributes).localeCompare(idOf(b.attributes), 'en', { numeric: true }));
  const names = nameDimensions(dimensions);
  const alone = dimensions.length > 1 ? 'no attributes' : 'value';
  return dimensions.map((dimension, index) => ({
    ...line(names[index].map(({ key, value }) => `${key}=${value}`).join(', ') || alone, names[index], histogram ? dimension[percentile] : dimension.values, dimension.total ?? null, index),
    id: idOf(dimension.attributes),
    short: names[index].map(({ value }) => value || '(empty)').join(' · ') || alone,
  }));
}

function line(label, attributes, values, total, index) {
  return { id: label, label, short: label, attributes, values, total, ...styleOfSeries(index) };
}

/** Whether a line for each dimension says more at first than one for all. */
export function splitsByItself(data) {
  return data.kind !== 'Histogram' && data.dimensions.length > 1 && data.dimensions.length <= 8;
}

export const lastOf = (values) => values.findLast((value) => value !== null) ?? null;

/** The counts of a histogram's steps: of all dimensions. */
export function countsOf(data) {
  return data.kind === 'Histogram' ? data.overall?.counts ?? null : null;
}
