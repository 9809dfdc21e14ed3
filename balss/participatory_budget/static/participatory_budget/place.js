// The place of an idea, pointed at on a map: a point, or an area corner by corner. What is pointed at is written into
// the field, and what is typed there is drawn; the field is what is sent. Without this script there is the field alone.
(() => {
  const section = document.querySelector("[data-place]");
  if (!section) return;
  const L = window.L;
  const field = document.getElementById(section.dataset.place);
  const words = JSON.parse(document.getElementById("place-words").textContent);
  const says = section.querySelector("[role=status]");
  const buttons = Object.fromEntries([...section.querySelectorAll("[data-do]")].map((button) => [button.dataset.do, button]));
  const PAIR = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/; // as the service reads it (forms/fields.py)
  const DECIMALS = 5; // about a metre
  const map = balssMap.lay(section, { keyboardPanDelta: 20, doubleClickZoom: false });
  const drawn = L.layerGroup().addTo(map);
  const before = []; // what the field held, for “undo”
  let way = "point", corners = [];

  const round = (number) => Number(number.toFixed(DECIMALS));
  const pairOf = ({ lat, lng }) => `${round(lat)}, ${round(lng)}`;
  const fill = (text, values) => Object.entries(values).reduce((said, [name, value]) => said.replace(`%(${name})s`, value), text);
  const ring = (points) => [...points, points[0]].map(({ lat, lng }) => [round(lng), round(lat)]);
  const read = (text) => {
    const pair = PAIR.exec(text);
    try {
      const geometry = pair ? { type: "Point", coordinates: [Number(pair[2]), Number(pair[1])] } : JSON.parse(text);
      return balssMap.shapeOf(geometry.geometry || geometry).getBounds().isValid() ? geometry.geometry || geometry : null;
    } catch { return null; }
  };
  const cornersOf = (geometry) => (geometry?.type === "Polygon" && geometry.coordinates.length === 1 ? geometry.coordinates[0].slice(0, -1).map(([lng, lat]) => L.latLng(lat, lng)) : []);

  const draw = () => {
    drawn.clearLayers();
    const geometry = read(field.value);
    if (geometry?.type === "Point") drawn.addLayer(balssMap.dotAt(balssMap.shapeOf(geometry).getBounds().getCenter()));
    else if (geometry) drawn.addLayer(balssMap.shapeOf(geometry));
    if (way === "area") {
      if (corners.length === 2) drawn.addLayer(L.polyline(corners, { interactive: false, className: "map-shape" }));
      for (const corner of corners) drawn.addLayer(balssMap.dotAt(corner, 14));
    }
    buttons.point.setAttribute("aria-pressed", String(way === "point"));
    buttons.area.setAttribute("aria-pressed", String(way === "area"));
    buttons.undo.disabled = !before.length;
    buttons.clear.disabled = !field.value && !corners.length;
    return geometry;
  };
  const tell = () => {
    const geometry = draw();
    if (way === "area" && corners.length && corners.length < 3) says.textContent = fill(words.corners_missing, { number: corners.length });
    else if (geometry?.type === "Point") says.textContent = fill(words.point, { place: field.value });
    else if (geometry && corners.length) says.textContent = fill(words.area, { number: corners.length });
    else says.textContent = geometry ? words.shape : "";
    return geometry;
  };
  const remember = () => before.push({ way, corners: [...corners], value: field.value });
  const take = (at) => {
    remember();
    if (way === "point") {
      corners = [];
      field.value = pairOf(at);
    } else {
      corners.push(L.latLng(round(at.lat), round(at.lng)));
      if (corners.length < 3) field.value = "";
      else field.value = JSON.stringify({ type: "Polygon", coordinates: [ring(corners)] });
    }
    tell();
  };

  const acts = {
    point: () => { way = "point"; tell(); },
    area: () => {
      way = "area";
      corners = cornersOf(read(field.value));
      tell();
      if (!corners.length) says.textContent = words.area_how;
    },
    undo: () => {
      const state = before.pop();
      if (!state) return;
      ({ way, corners } = state);
      field.value = state.value;
      tell();
    },
    clear: () => {
      remember();
      corners = [];
      field.value = "";
      tell();
      says.textContent = words.cleared;
    },
    locate: () => {
      says.textContent = words.locating;
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        const at = L.latLng(coords.latitude, coords.longitude);
        way = "point";
        take(at);
        map.setView(at, Math.max(map.getZoom(), 15));
        says.textContent = fill(words.located, { place: pairOf(at), metres: Math.ceil(coords.accuracy) });
      }, () => { says.textContent = words.not_located; }, { enableHighAccuracy: true, timeout: 15000 });
    },
  };
  for (const [name, button] of Object.entries(buttons)) button.addEventListener("click", () => {
    acts[name]();
    if (button.disabled) map.getContainer().focus({ preventScroll: true }); // a button that is off keeps no focus
  });
  if (!navigator.geolocation || !window.isSecureContext) buttons.locate.hidden = true;

  // Arrow keys move the map below the cross (Leaflet), Enter takes the place under it.
  map.on("click", (event) => take(event.latlng));
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== map.getContainer()) return;
    event.preventDefault();
    take(map.getCenter());
  });
  field.addEventListener("input", () => {
    corners = cornersOf(read(field.value));
    way = corners.length ? "area" : "point";
    const geometry = tell();
    const bounds = geometry && balssMap.shapeOf(geometry).getBounds();
    if (bounds && !map.getBounds().contains(bounds.getCenter())) balssMap.show(map, bounds);
  });

  const geometry = read(field.value);
  corners = cornersOf(geometry);
  if (corners.length) way = "area";
  tell();
  const around = JSON.parse(section.dataset.around || "null");
  if (geometry) balssMap.show(map, balssMap.shapeOf(geometry).getBounds());
  else if (around) map.fitBounds(L.latLngBounds(around).pad(0.2), { maxZoom: Math.min(13, map.nearest) });
})();
