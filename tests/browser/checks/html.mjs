// HTML validity: html-validate's `recommended` and `standard` rules on the bytes of every page, offline.

import { HtmlValidate, StaticConfigLoader } from 'html-validate';

export const name = 'html';

const RULES = {
  // Also wanted, and in neither preset.
  'heading-level': 'error',
  'input-missing-label': 'error',
  'missing-doctype': 'error',
  'no-missing-references': 'error',

  // Ids may be in any script (headings in Arabic, `fn:1` for a footnote); HTML asks only that they hold no white space.
  'valid-id': ['error', { relaxed: true }],
  // A bare `&` or `>` that no parser can misread is valid HTML.
  'no-raw-characters': ['error', { relaxed: true }],

  // Headlines are as long as the news needs; how search results cut them is not a matter of validity.
  'long-title': 'off',
  // `<br>` and `<br />` are the same tag; Markdown writes one, templates the other.
  'void-style': 'off',
  // Blanks at line ends come from template blocks and cost a few bytes, nothing else.
  'no-trailing-whitespace': 'off',
  // `hidden` and `hidden=""` are the same attribute; so are `<!doctype html>` and `<!DOCTYPE html>` the same line.
  'attribute-boolean-style': 'off',
  'attribute-empty-style': 'off',
  'doctype-style': 'off',
  // Telephone numbers in a briefing are the author's text, not a template's to rewrite.
  // A table in its own scrolling box is a named region: a section would say the same.
  'prefer-native-element': ['error', { exclude: ['region'] }],
  'tel-non-breaking': 'off',
  // `<ul role="list">` is what keeps a list without bullets a list in Safari with VoiceOver.
  'no-redundant-role': 'off',
};

export async function run({ site, report }) {
  const validator = new HtmlValidate(
    new StaticConfigLoader({
      root: true,
      extends: ['html-validate:recommended', 'html-validate:standard'],
      rules: RULES,
    }),
  );
  for (const page of site.pages) {
    const { results } = await validator.validateString(page.html, page.file);
    const messages = results.flatMap((result) => result.messages);
    report.verdict(
      page.path,
      name,
      messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
    );
  }
}
