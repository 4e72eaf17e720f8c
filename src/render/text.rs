//! Small text files for servers and robots.

use crate::model::config::Config;

/// `robots.txt` (RFC 9309): everything may be read; the sitemap is named.
pub fn robots(sitemap: &str, config: &Config, out: &mut Vec<u8>) {
    let text = format!("User-agent: *\nAllow: /\n\nSitemap: {}/{sitemap}\n", config.base_url.absolute);
    out.extend_from_slice(text.as_bytes());
}

/// `_redirects`, as Netlify and Cloudflare Pages read it: from, to, status.
pub fn redirect_rules(rules: &[(String, String)], out: &mut Vec<u8>) {
    for (from, to) in rules {
        out.extend_from_slice(format!("{from} {to} 301\n").as_bytes());
    }
}
