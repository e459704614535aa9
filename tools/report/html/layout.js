// SPDX-License-Identifier: Apache-2.0
// A layered drawing of a small directed graph, top down (Sugiyama, Tagawa, Toda 1981): arrows that close a cycle are turned
// round, nodes get layers by their longest way from the top, labels of arrows are nodes of layers in between so that nothing
// overlaps them, a few sweeps of barycentres order each layer. Knows nothing of the page: sizes in, places out.

const GAP_X = 18;
const GAP_Y = 16;
const SWEEPS = 8;
const STRAIGHTEN = 12;

/** Edges as {from, to, turned} without cycles: depth first from the first nodes; what leads back is turned round. */
function withoutCycles(count, edges) {
  const out = edges.map((edge) => ({ from: edge.from, to: edge.to, turned: false }));
  const leaving = Array.from({ length: count }, () => []);
  out.forEach((edge, index) => edge.from !== edge.to && leaving[edge.from].push(index));
  const state = new Uint8Array(count); // 1: on the way, 2: done
  for (let root = 0; root < count; ++root) {
    if (state[root]) continue;
    const way = [{ node: root, next: 0 }];
    state[root] = 1;
    while (way.length > 0) {
      const top = way[way.length - 1];
      if (top.next === leaving[top.node].length) {
        state[top.node] = 2;
        way.pop();
        continue;
      }
      const edge = out[leaving[top.node][top.next++]];
      if (edge.turned) continue;
      if (state[edge.to] === 1) {
        [edge.from, edge.to, edge.turned] = [edge.to, edge.from, true];
      } else if (state[edge.to] === 0) {
        state[edge.to] = 1;
        way.push({ node: edge.to, next: 0 });
      }
    }
  }
  return out;
}

function longestWays(count, edges) {
  const layer = new Int32Array(count);
  for (let changed = true, round = 0; changed && round <= count; ++round) {
    changed = false;
    for (const { from, to } of edges) {
      if (from !== to && layer[to] < layer[from] + 1) {
        layer[to] = layer[from] + 1;
        changed = true;
      }
    }
  }
  return layer;
}

// Nodes and, for each arrow, a chain of points through the layers between its ends; the middle one carries the label. Layers
// of nodes have even numbers, so that there is one for the label of an arrow between neighbours.
function withChains(nodes, edges, acyclic, layer) {
  const points = nodes.map((node, id) => ({ node: id, layer: 2 * layer[id], width: node.width, height: node.height, up: [], down: [] }));
  const chains = edges.map((edge, index) => {
    const { from, to } = acyclic[index];
    if (edge.from === edge.to) return [];
    const first = points[from].layer + 1;
    const last = points[to].layer - 1;
    const middle = (first + last) >> 1;
    const chain = [from];
    for (let at = first; at <= last; ++at) {
      const label = at === middle ? edge : { width: 8, height: 0 };
      points.push({ layer: at, width: label.width, height: label.height, label: at === middle, up: [], down: [] });
      chain.push(points.length - 1);
    }
    chain.push(to);
    for (let i = 1; i < chain.length; ++i) {
      points[chain[i - 1]].down.push(chain[i]);
      points[chain[i]].up.push(chain[i - 1]);
    }
    return chain;
  });
  return { points, chains };
}

function orderLayers(points) {
  const layers = [];
  points.forEach((point, id) => (layers[point.layer] ??= []).push(id));
  for (let i = 0; i < layers.length; ++i) layers[i] ??= [];
  const place = new Float64Array(points.length);
  const number = (layer) => layer.forEach((id, index) => (place[id] = index));
  layers.forEach(number);
  for (let sweep = 0; sweep < SWEEPS; ++sweep) {
    const down = sweep % 2 === 0;
    const order = down ? layers : [...layers].reverse();
    for (const layer of order) {
      const weight = new Map(layer.map((id) => {
        const beside = down ? points[id].up : points[id].down;
        return [id, beside.length === 0 ? place[id] : beside.reduce((sum, other) => sum + place[other], 0) / beside.length];
      }));
      layer.sort((a, b) => weight.get(a) - weight.get(b) || place[a] - place[b]);
      number(layer);
    }
  }
  return layers;
}

// Each point wants to be below or above the middle of its neighbours; from left to right and back they make room.
function placeAcross(points, layers) {
  for (const layer of layers) {
    let x = 0;
    for (const id of layer) {
      points[id].x = x + points[id].width / 2;
      x += points[id].width + GAP_X;
    }
  }
  const distance = (a, b) => (points[a].width + points[b].width) / 2 + GAP_X;
  for (let round = 0; round < STRAIGHTEN; ++round) {
    for (const layer of round % 2 === 0 ? layers : [...layers].reverse()) {
      const wanted = layer.map((id) => {
        const beside = [...points[id].up, ...points[id].down];
        return beside.length === 0 ? points[id].x : beside.reduce((sum, other) => sum + points[other].x, 0) / beside.length;
      });
      const right = [...wanted];
      for (let i = 1; i < layer.length; ++i) right[i] = Math.max(right[i], right[i - 1] + distance(layer[i - 1], layer[i]));
      const left = [...wanted];
      for (let i = layer.length - 1; i-- > 0; ) left[i] = Math.min(left[i], left[i + 1] - distance(layer[i], layer[i + 1]));
      layer.forEach((id, i) => (points[id].x = (left[i] + right[i]) / 2));
    }
  }
}

function placeDown(points, layers) {
  let y = 0;
  for (const layer of layers) {
    const height = layer.reduce((most, id) => Math.max(most, points[id].height), 0);
    for (const id of layer) points[id].y = y + height / 2;
    y += height + (layer.length > 0 ? GAP_Y : 0);
  }
  return y;
}

/**
 * `nodes`: [{width, height}]; `edges`: [{from, to, width, height}], sizes being those of the labels.
 * Gives {width, height, nodes: [{x, y}] (middles), edges: [{points: [{x, y}], label: {x, y}}]}; the points of an edge go
 * from its first node's border to its last one's.
 */
export function layered(nodes, edges) {
  const acyclic = withoutCycles(nodes.length, edges);
  const { points, chains } = withChains(nodes, edges, acyclic, longestWays(nodes.length, acyclic));
  const layers = orderLayers(points);
  placeAcross(points, layers);
  const height = placeDown(points, layers);
  const drawn = edges.map((edge, index) => (edge.from === edge.to ? loop(points[edge.from], edge) : along(points, chains[index], acyclic[index])));
  const boxes = [
    ...points.map((point) => ({ left: point.x - point.width / 2, right: point.x + point.width / 2 })),
    ...drawn.map(({ label, room }) => ({ left: label.x - room / 2, right: label.x + room / 2 })),
  ];
  const left = Math.min(...boxes.map((box) => box.left));
  const right = Math.max(...boxes.map((box) => box.right));
  const move = ({ x, y }) => ({ x: x - left, y });
  return {
    width: right - left,
    height: height - GAP_Y,
    nodes: points.slice(0, nodes.length).map(move),
    edges: drawn.map((edge) => ({ points: edge.points.map(move), label: move(edge.label) })),
  };
}

function along(points, chain, { turned }) {
  const way = chain.map((id) => points[id]);
  const first = way[0];
  const last = way[way.length - 1];
  const spread = (node, neighbours, other) => {
    const index = neighbours.map((id) => points[id]).sort((a, b) => a.x - b.x).indexOf(other);
    return node.x + ((index + 1) / (neighbours.length + 1) - 0.5) * node.width * 0.7;
  };
  const ends = [
    { x: spread(first, first.down, way[1]), y: first.y + first.height / 2 },
    { x: spread(last, last.up, way[way.length - 2]), y: last.y - last.height / 2 },
  ];
  const label = way.find((point) => point.label);
  const all = [ends[0], ...way.slice(1, -1).flatMap(through), ends[1]];
  return { points: turned ? all.reverse() : all, label: { x: label.x, y: label.y }, room: label.width };
}

// An arrow passes its label straight from above to below.
function through(point) {
  return point.height > 0
    ? [{ x: point.x, y: point.y - point.height / 2 }, { x: point.x, y: point.y + point.height / 2 }]
    : [{ x: point.x, y: point.y }];
}

function loop(node, edge) {
  const x = node.x + node.width / 2;
  const out = x + 22;
  const points = [
    { x, y: node.y - node.height / 4 }, { x: out, y: node.y - node.height / 4 },
    { x: out, y: node.y + node.height / 4 }, { x, y: node.y + node.height / 4 },
  ];
  return { points, label: { x: out + 4 + edge.width / 2, y: node.y }, room: edge.width };
}
