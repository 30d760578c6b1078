// Bars in groups, as a picture. Nothing is told by it alone: the same figures stand in a table beside it.

const SVG = 'http://www.w3.org/2000/svg';
const HEIGHT = 160;
const LEFT = 44;
const BAR = 14;
const GAP = 16;
/** Wide enough for the name of a group beneath it. */
const LEAST_GROUP = 44;
const LETTERS = 9;

function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  Object.keys(attributes).forEach((name) => element.setAttribute(name, attributes[name]));
  element.append(...children);
  return element;
}

/** The least of 1, 2, 5, 10, 20 and so on with which four steps reach a value. */
function stepFor(most) {
  let unit = 1;
  while (unit * 20 < most) {
    unit *= 10;
  }
  return [1, 2, 5].map((n) => n * unit).find((step) => step * 4 >= most) || 10 * unit;
}

/**
 * @param label what it shows, for who does not see it
 * @param groups `{name, values}`: a bar for each value; null: no bar
 * @return an svg element; the n-th bar of each group is of the class `bar bar-n`
 */
export function bars(label, groups) {
  const most = Math.max(1, ...groups.map((group) => Math.max(0, ...group.values.map((value) => value || 0))));
  const step = stepFor(most);
  const height = (value) => Math.round((value / (4 * step)) * HEIGHT * 10) / 10;
  const group = Math.max(LEAST_GROUP, BAR * Math.max(0, ...groups.map((one) => one.values.length)) + GAP);
  const width = LEFT + groups.length * group;
  const svg = draw('svg', {class: 'plot', viewBox: `0 0 ${width} ${HEIGHT + 36}`, width, height: HEIGHT + 36, role: 'img', 'aria-label': label});
  for (let n = 0; n <= 4; n++) {
    const y = HEIGHT + 10 - (n * HEIGHT) / 4;
    svg.append(draw('line', {class: 'grid', x1: LEFT - 4, x2: width, y1: y, y2: y}),
      draw('text', {class: 'tick', x: LEFT - 8, y: y + 4, 'text-anchor': 'end'}, String(n * step)));
  }
  groups.forEach((one, at) => {
    const left = LEFT + at * group + (group - BAR * one.values.length) / 2;
    one.values.forEach((value, n) => value && svg.append(
      draw('rect', {class: `bar bar-${n}`, x: left + n * BAR, y: HEIGHT + 10 - height(value), width: BAR - 2, height: height(value)})));
    const short = one.name.length > LETTERS ? `${one.name.slice(0, LETTERS - 1)}…` : one.name;
    svg.append(draw('text', {class: 'tick', x: LEFT + (at + 0.5) * group, y: HEIGHT + 27, 'text-anchor': 'middle'}, short));
  });
  return svg;
}
