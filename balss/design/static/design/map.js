// Maps over vendor/leaflet.js. `data-source` is a GeoJSON collection whose features become links, `data-shape` one
// geometry. The ground is the tiles that the operator chose, else latitudes, longitudes and names of towns drawn here.
// Without this script the sections stay hidden: their page says everything in words.
const balssMap = (() => {
  const L = window.L;
  const LATVIA = [[55.67, 20.95], [58.09, 28.25]];
  const REACH = 44; // pixels: marks that lie closer share one
  const NEAREST = 16, NEAREST_PLAIN = 12; // how close a map goes by itself: streets, or the towns around
  const STEPS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5]; // degrees
  const LINE = { interactive: false, className: "map-line" };
  const SCALE = 90, LETTERS = 30; // pixels of the lower edge that the scale and the other numbers need
  const WORD = { x: 90, y: 40 }; // pixels around a name that stay free of others
  const FROM_ZOOM = { 1: 0, 2: 8, 3: 10 };
  const byFinger = matchMedia("(pointer: coarse)").matches; // one finger scrolls the page, two move the map

  // The plain ground: lines of latitude and longitude at round degrees with their numbers at the edge, and names of
  // towns, the more the closer one looks ([name, latitude, longitude, rank] of vendor/towns.json).
  const layPlain = (map, address) => {
    const lines = L.layerGroup().addTo(map), names = L.layerGroup().addTo(map);
    const pane = map.createPane("names");
    pane.setAttribute("aria-hidden", "true"); // the list tells where things are
    pane.classList.add("map-names");
    let towns = [];
    const word = (at, text, className) => L.marker(at, { interactive: false, keyboard: false, pane: "names", icon: L.divIcon({ html: Object.assign(document.createElement("span"), { textContent: text }), className, iconSize: [0, 0] }) });
    const draw = () => {
      const seen = map.getBounds(), wide = map.getSize().x / (seen.getEast() - seen.getWest()); // pixels to a degree
      const step = STEPS.find((each) => each * wide > 110) || STEPS.at(-1);
      const digits = Math.max(0, -Math.floor(Math.log10(step)));
      lines.clearLayers();
      for (let east = Math.ceil(seen.getWest() / step) * step; east < seen.getEast(); east += step) {
        lines.addLayer(L.polyline([[seen.getSouth(), east], [seen.getNorth(), east]], LINE));
        if ((east - seen.getWest()) * wide > SCALE) lines.addLayer(word([seen.getSouth(), east], `${east.toFixed(digits)}°`, "map-degree map-degree-east"));
      }
      for (let north = Math.ceil(seen.getSouth() / step) * step; north < seen.getNorth(); north += step) {
        lines.addLayer(L.polyline([[north, seen.getWest()], [north, seen.getEast()]], LINE));
        if (map.latLngToContainerPoint([north, 0]).y < map.getSize().y - LETTERS) lines.addLayer(word([north, seen.getEast()], `${north.toFixed(digits)}°`, "map-degree map-degree-north"));
      }
      names.clearLayers();
      const said = [];
      for (const [name, north, east, rank] of towns) {
        if (map.getZoom() < FROM_ZOOM[rank] || !seen.contains([north, east])) continue;
        const at = map.latLngToContainerPoint([north, east]);
        if (said.some((other) => Math.abs(other.x - at.x) < WORD.x && Math.abs(other.y - at.y) < WORD.y)) continue;
        said.push(at);
        names.addLayer(word([north, east], name, "map-town"));
      }
    };
    map.on("moveend", draw);
    fetch(address).then((answer) => answer.json()).then((found) => { towns = found; draw(); }, () => { /* lines alone */ });
  };

  // A map on its ground, showing all of Latvia.
  const lay = (section, options = {}) => {
    section.hidden = false;
    const ground = section.querySelector(".map-ground");
    const { tiles, towns, closer, farther } = ground.dataset;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = L.map(ground, {
      attributionControl: false, zoomControl: false, scrollWheelZoom: false, dragging: !byFinger, minZoom: 5, maxZoom: 19,
      fadeAnimation: !calm, zoomAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm, ...options,
    });
    // A map that still glides loses the next key.
    if (calm || options.keyboardPanDelta) map.panBy = (offset, how) => L.Map.prototype.panBy.call(map, offset, { ...how, animate: false });
    L.control.zoom({ zoomInTitle: closer, zoomOutTitle: farther }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    // The server of the tiles learns which site asks, as most want to know, and not which page.
    if (tiles) L.tileLayer(tiles, { maxZoom: 19, referrerPolicy: "origin", className: "map-tiles" }).addTo(map);
    else layPlain(map, towns);
    map.nearest = tiles ? NEAREST : NEAREST_PLAIN;
    map.fitBounds(LATVIA);
    return map;
  };

  // An area or a line; a single point has a mark instead.
  const shapeOf = (geometry) => L.geoJSON(geometry, {
    interactive: false, style: { className: "map-shape" },
    pointToLayer: (_feature, at) => L.circleMarker(at, { radius: 6, interactive: false, className: "map-shape" }),
  });
  const dotAt = (at, size = 20) => L.marker(at, {
    interactive: false, keyboard: false, icon: L.divIcon({ className: "map-dot", iconSize: [size, size] }),
  });
  const show = (map, bounds) => {
    if (bounds.isValid()) map.fitBounds(bounds, { maxZoom: map.nearest, padding: [28, 28] });
  };

  const markOf = (tag, number, title) => {
    const mark = document.createElement(tag), words = document.createElement("span");
    mark.className = "map-mark";
    mark.draggable = false;
    words.className = "map-title";
    words.textContent = title;
    mark.append(number, words);
    L.DomEvent.disableClickPropagation(mark);
    return mark;
  };
  const linkTo = (place, link = document.createElement("a")) => {
    link.href = new URL(place.url, location.href).pathname; // the file names our public address, which may be another
    return link;
  };

  const showList = async (section) => {
    const map = lay(section);
    for (const way of document.querySelectorAll("[data-map-way]")) way.hidden = false; // where the map lies far below
    const { together, failed } = section.querySelector(".map-ground").dataset;
    const beside = section.querySelector(".map-together");
    const marks = L.layerGroup().addTo(map);
    let places = [];

    const list = (few) => {
      const words = document.createElement("p"), links = document.createElement("ul");
      words.textContent = together;
      for (const place of few) {
        const item = document.createElement("li"), link = linkTo(place);
        link.textContent = `${place.number}. ${place.title}`;
        item.append(link);
        links.append(item);
      }
      beside.replaceChildren(words, links);
      beside.hidden = false;
      links.querySelector("a").focus();
    };
    const open = (few) => {
      const bounds = L.latLngBounds(few.map((place) => place.at));
      const zoom = Math.min(map.getBoundsZoom(bounds.pad(0.2)), map.getMaxZoom());
      if (zoom <= map.getZoom() || bounds.getNorthEast().equals(bounds.getSouthWest(), 1e-5)) return list(few);
      map.getContainer().focus({ preventScroll: true }); // this mark is about to go
      map.fitBounds(bounds, { padding: [40, 40] });
    };
    const markFor = ({ at, few }) => {
      const one = few.length === 1 ? few[0] : null;
      const mark = one ? linkTo(one, markOf("a", one.number, one.title)) : markOf("button", few.length, `${together} ${few.map((place) => place.number).join(", ")}`);
      if (!one) {
        mark.type = "button";
        mark.addEventListener("click", () => open(few));
      }
      // Its title opens towards the middle of the map, which cuts off what lies beyond its edge.
      const turn = () => {
        const { x, y } = map.latLngToContainerPoint(at), { x: width } = map.getSize();
        mark.dataset.side = x < width * 0.35 ? "start" : x > width * 0.65 ? "end" : "middle";
        mark.toggleAttribute("data-below", y < 110);
      };
      mark.addEventListener("mouseenter", turn);
      mark.addEventListener("focus", () => {
        map.panInside(at, { padding: [48, 48], animate: false });
        turn();
      });
      return L.marker(at, { interactive: false, keyboard: false, icon: L.divIcon({ html: mark, className: "map-pin", iconSize: [32, 32] }) });
    };
    const draw = () => {
      const groups = [];
      for (const place of places) {
        const at = map.project(place.at);
        const near = groups.find((group) => Math.abs(group.x - at.x) < REACH && Math.abs(group.y - at.y) < REACH);
        if (near) near.few.push(place);
        else groups.push({ x: at.x, y: at.y, at: place.at, few: [place] });
      }
      marks.clearLayers();
      groups.forEach((group) => marks.addLayer(markFor(group)));
      beside.hidden = true;
    };

    try {
      const answer = await fetch(section.dataset.source);
      if (!answer.ok) throw new Error(answer.status);
      const features = (await answer.json()).features.filter((feature) => feature.geometry);
      const bounds = L.latLngBounds([]);
      places = features.map(({ geometry, properties }) => {
        const shape = shapeOf(geometry);
        if (geometry.type !== "Point") shape.addTo(map);
        bounds.extend(shape.getBounds());
        return { ...properties, at: shape.getBounds().getCenter() };
      });
      show(map, bounds);
      draw();
      map.on("zoomend", draw);
    } catch {
      section.querySelector(".map-ground").hidden = true;
      section.querySelector(".map-notes").textContent = failed;
    }
  };

  const showPlace = (section) => {
    const map = lay(section), geometry = JSON.parse(section.dataset.shape), shape = shapeOf(geometry);
    (geometry.type === "Point" ? dotAt(shape.getBounds().getCenter()) : shape).addTo(map);
    show(map, shape.getBounds());
  };

  for (const section of document.querySelectorAll("[data-map]")) {
    if (section.dataset.source) showList(section);
    else showPlace(section);
  }
  return { lay, shapeOf, dotAt, show };
})();
