// Security, as it is written into the pages: no inline script but data, no event handlers, no `javascript:` addresses;
// and the data is sound: JSON that parses and says in schema.org's words what it is.

export const name = 'security';

export async function run({ site, report }) {
  for (const page of site.pages) {
    const { inline, handlers, scripted, data } = page.facts;
    report.verdict(page.path, name, [
      ...inline.map((text) => `inline script: ${text}`),
      ...handlers.map((where) => `inline event handler: ${where}`),
      ...scripted.map((where) => `script in an address: ${where}`),
    ]);
    if (data.length > 0) report.verdict(page.path, 'json-ld', data.flatMap(faults));
  }
}

function faults(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return [`does not parse: ${error.message.replace(/\s+/g, ' ')}`];
  }
  return [value].flat().flatMap((block) => {
    if (block === null || typeof block !== 'object') return ['is not an object'];
    const found = [];
    if (!/^https:\/\/schema\.org\/?$/.test(block['@context'])) {
      found.push(`@context is ${JSON.stringify(block['@context'])}, not "https://schema.org"`);
    }
    const nodes = Array.isArray(block['@graph']) ? block['@graph'] : [block];
    if (nodes.some((node) => !node?.['@type'] || node['@type'].length === 0)) found.push('has no @type');
    return found;
  });
}
