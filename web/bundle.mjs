// Builds what the program serves under /a/ and the icons, as C tables: `node web/bundle.mjs OUTDIR`.
// Reads web/ and node_modules/ only: no network, and the same input gives the same bytes.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import esbuild from 'esbuild';

const web = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(web, '..', 'node_modules');
const designsystemet = path.join(modules, '@digdir', 'designsystemet-css');
const inter = path.join(modules, '@fontsource-variable', 'inter', 'files');
const aksel = path.join(modules, '@navikt', 'aksel-icons', 'dist', 'svg');

const base = ['base', 'data-size-workaround'];
const components = ['label', 'heading', 'list', 'skip-link', 'button', 'input', 'field', 'fieldset',
  'validation-message', 'error-summary', 'alert', 'tag', 'table', 'avatar'];
const types = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', woff2: 'font/woff2', svg: 'image/svg+xml' };

const read = (...parts) => fs.readFileSync(path.join(...parts), 'utf8');
const minify = (text, loader, more = {}) => esbuild.transformSync(text, { loader, minify: true, legalComments: 'none', ...more }).code.trim() + '\n';

/** Designsystemet's own tool makes the theme from two colours; returns its CSS. */
function theme(out) {
  const cli = path.join(modules, '@digdir', 'designsystemet', 'dist', 'bin', 'designsystemet.js');
  const work = path.join(out, 'theme');
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  fs.copyFileSync(path.join(web, 'designsystemet.config.json'), path.join(work, 'designsystemet.config.json'));
  for (const step of ['create', 'build'])
    execFileSync(process.execPath, [cli, 'tokens', step], { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
  return read(work, 'design-tokens-build', 'felles.css');
}

function componentCss(name) {
  return read(designsystemet, 'dist', 'src', `${name}.css`).replace(/\/\*# sourceMappingURL.*?\*\//g, '');
}

/** The components in use, in Designsystemet's layers. */
function designsystemetCss(themeCss) {
  const layered = (layer, names) => names.map((name) => `@layer ${layer}{${componentCss(name)}}`).join('');
  return `@layer ds.theme, ds.base, ds.components;${themeCss}${layered('ds.base', base)}${layered('ds.components', components)}`;
}

/** Where the block that opens just before `start` ends; strings may hold braces. */
function blockEnd(css, start) {
  let depth = 1;
  let at = start;
  while (depth > 0 && at < css.length) {
    const byte = css[at];
    if (byte === '"' || byte === "'") {
      at++;
      while (css[at] !== byte) at += css[at] === '\\' ? 2 : 1;
    } else if (byte === '{') depth++;
    else if (byte === '}') depth--;
    at++;
  }
  return at;
}

/** The same rules without @layer, in the layers' order, for the phones people still have that do not know layers. */
function withoutLayers(css) {
  const found = { 'ds.theme': '', 'ds.base': '', 'ds.components': '' };
  const opening = /@layer (ds\.\w+)[\w.]*\s*\{/g;
  let rest = '';
  let done = 0;
  for (let match; (match = opening.exec(css));) {
    rest += css.slice(done, match.index);
    done = blockEnd(css, opening.lastIndex);
    found[match[1]] += css.slice(opening.lastIndex, done - 1);
    opening.lastIndex = done;
  }
  rest += css.slice(done);
  return found['ds.theme'] + found['ds.base'] + found['ds.components'] + rest.replace(/@layer [^;{]+;/g, '');
}

const notice = '/* Designsystemet (c) Digitaliseringsdirektoratet, MIT */\n';

class Assets {
  list = [];
  add(name, bytes) {
    const extension = name.split('.').pop();
    const stem = name.slice(0, -extension.length - 1);
    const raw = Buffer.from(bytes);
    const hash = createHash('sha256').update(raw).digest('hex');
    const packable = extension !== 'woff2';
    const brotli = packable ? zlib.brotliCompressSync(raw, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }) : null;
    const gzip = packable ? zlib.gzipSync(raw, { level: 9 }) : null;
    const asset = { name, url: `/a/${stem}.${hash.slice(0, 8)}.${extension}`, type: types[extension], hash, raw, brotli, gzip };
    this.list.push(asset);
    return asset;
  }
  /** url(inter-latin.woff2) becomes the font's address by content. */
  address(css) {
    return css.replace(/url\((["']?)([\w.-]+\.(?:woff2|svg))\1\)/g, (whole, quote, name) => {
      const asset = this.list.find((one) => one.name === name);
      if (!asset) throw new Error(`felles.css asks for ${name}, which is not bundled`);
      return `url(${asset.url})`;
    });
  }
}

const constant = (name) => name.toUpperCase().replace(/[^A-Z0-9]+/g, '_');

/** Bytes as a C string, sixty to a line; always three octal digits, so that a digit after never joins. */
function cBytes(buffer) {
  const lines = [];
  for (let at = 0; at < buffer.length; at += 60) {
    let line = '';
    for (const byte of buffer.subarray(at, at + 60)) {
      const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c && byte !== 0x3f;
      line += plain ? String.fromCharCode(byte) : '\\' + byte.toString(8).padStart(3, '0');
    }
    lines.push(`"${line}"`);
  }
  return lines.join('\n');
}

const cText = (text) => `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;

function assetsC(list) {
  const parts = ['/* Made by web/bundle.mjs. */', '#include "assets.h"', '', '#pragma GCC diagnostic ignored "-Woverlength-strings"', ''];
  const blob = (index, kind, buffer) => {
    if (!buffer) return '{NULL, 0}';
    parts.push(`static const uint8_t bytes_${index}_${kind}[] =\n${cBytes(buffer)};`);
    return `{bytes_${index}_${kind}, ${buffer.length}}`;
  };
  const rows = list.map((asset, index) =>
    `    {${cText(asset.name)}, ${cText(asset.url)}, ${cText(asset.type)}, "${asset.hash}",\n     ` +
    `${blob(index, 'raw', asset.raw)}, ${blob(index, 'brotli', asset.brotli)}, ${blob(index, 'gzip', asset.gzip)}},`);
  parts.push('', 'const struct asset assets[ASSET_COUNT] = {', ...rows, '};', '');
  return parts.join('\n');
}

function assetsH(list) {
  return `/* Made by web/bundle.mjs: files served under /a/, whose address holds their content's hash and so may be cached for ever. */
#pragma once
#include "base/str.h"

struct asset {
    const char *name, *url, *type, *hash; /* "felles.css", "/a/felles.1a2b3c4d.css", media type, SHA-256 in hex */
    struct blob raw, brotli, gzip;        /* brotli and gzip: data NULL when they would not help */
};
enum asset_index { ${list.map((asset) => `ASSET_${constant(asset.name)}`).join(', ')}, ASSET_COUNT };
extern const struct asset assets[ASSET_COUNT];
${list.map((asset) => `#define ASSET_URL_${constant(asset.name)} ${cText(asset.url)}`).join('\n')}
`;
}

function icons() {
  return read(web, 'icons.txt').split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#')).map((line) => {
    const [name, file, ...more] = line.split(/\s+/);
    if (!/^[a-z][a-z0-9_]*$/.test(name) || !file || more.length) throw new Error(`icons.txt: ${line}`);
    const drawing = read(aksel, `${file}.svg`).replace(/<svg[^>]*>/, '').replace('</svg>', '').replace(/\n/g, '')
      .replace(/(\d+\.\d{2})\d+/g, '$1').trim();
    return { name, drawing };
  });
}

/** Every drawing once, in a file that the browser keeps: the pages only point into it. */
const sprite = (list) => `<svg xmlns="http://www.w3.org/2000/svg">${list.map(({ name, drawing }) => `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`).join('')}</svg>\n`;

function iconsC(list, address) {
  const rows = list.map(({ name }) => {
    const svg = `<svg class="f-icon" aria-hidden="true"><use href="${address}#${name}"/></svg>`;
    return `    [ICON_${name.toUpperCase()}] = {${cText(svg)}, ${Buffer.byteLength(svg)}},`;
  });
  return `/* Made by web/bundle.mjs from web/icons.txt. Drawings: Aksel icons (c) Nav, MIT. */\n#include "icons.h"\n\nconst struct icon_markup icon_markups[ICON_COUNT] = {\n${rows.join('\n')}\n};\n`;
}

function iconsH(list) {
  const names = list.map((icon, index) => `    ICON_${icon.name.toUpperCase()}${index === 0 ? ' = 1' : ''},`);
  return `/* Made by web/bundle.mjs from web/icons.txt. 0 is no icon. */
#pragma once
#include <stddef.h>

enum icon {
${names.join('\n')}
    ICON_COUNT
};
struct icon_markup {
    const char *svg;
    size_t length;
};
extern const struct icon_markup icon_markups[ICON_COUNT];
`;
}

/** Writes only what changed, so that a build does not compile the tables again. */
function write(out, name, text) {
  const file = path.join(out, name);
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return;
  fs.writeFileSync(file, text);
}

function main(out) {
  fs.mkdirSync(out, { recursive: true });
  const assets = new Assets();
  assets.add('inter-latin.woff2', fs.readFileSync(path.join(inter, 'inter-latin-wght-normal.woff2')));
  assets.add('inter-latin-ext.woff2', fs.readFileSync(path.join(inter, 'inter-latin-ext-wght-normal.woff2')));
  assets.add('felles.svg', fs.readFileSync(path.join(web, 'felles.svg')));
  const drawn = icons();
  const drawings = assets.add('icons.svg', sprite(drawn));
  const ds = designsystemetCss(theme(out));
  assets.add('ds.css', notice + minify(ds, 'css'));
  assets.add('ds-flat.css', notice + minify(withoutLayers(ds), 'css', { target: ['chrome80', 'safari13', 'firefox78'] }));
  assets.add('felles.css', assets.address(minify(read(web, 'felles.css'), 'css')));
  assets.add('felles.js', minify(read(web, 'felles.js'), 'js', { target: ['es2017'] }));
  write(out, 'assets.h', assetsH(assets.list));
  write(out, 'assets.c', assetsC(assets.list));
  write(out, 'icons.h', iconsH(drawn));
  write(out, 'icons.c', iconsC(drawn, drawings.url));
  if (process.argv.includes('--sizes'))
    for (const asset of assets.list) console.log(asset.name.padEnd(24), asset.raw.length, asset.gzip?.length ?? '-', asset.brotli?.length ?? '-');
}

const out = process.argv[2];
if (!out) {
  console.error('usage: node web/bundle.mjs OUTDIR [--sizes]');
  process.exit(2);
}
main(out);
