// @ts-check
'use strict';

/**
 * @typedef {object} BundledPackage
 * @property {string} name
 * @property {string} version
 * @property {string} license an SPDX expression
 * @property {string} [licenseText]
 */

const heading = `CloudHSM Log Explorer contains the packages below. Each stands under the licence that follows its
name; where packages have the same licence text, it follows all of them.
`;
const rule = '-'.repeat(80);

/** The licences of everything that the bundles hold, each text once. */
class ThirdPartyNotices {
  /** @type {Map<string, BundledPackage>} */
  #packages = new Map();

  /**
   * Adds a bundle's packages.
   *
   * @param {readonly BundledPackage[]} packages
   * @returns {string} the notices of all packages up to now
   */
  with(packages) {
    for (const one of packages) this.#packages.set(`${one.name} ${one.version}`, one);
    /** @type {Map<string, string[]>} */
    const byText = new Map();
    for (const [name, { license, licenseText }] of [...this.#packages].sort()) {
      const text =
        licenseText?.trim().replaceAll('\r\n', '\n') ??
        'These packages come without the text of their licence.';
      byText.set(text, [...(byText.get(text) ?? []), `${name} (${license})`]);
    }
    const parts = [...byText].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`);
    return [heading, ...parts].join(`\n${rule}\n\n`);
  }
}

module.exports = { ThirdPartyNotices };
