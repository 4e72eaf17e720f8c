//! Small text files for servers and robots.

use crate::model::config::Config;

/// `robots.txt` (RFC 9309): everything may be read, and the sitemap is named; without one nothing may.
pub fn robots(sitemap: Option<&str>, config: &Config, out: &mut Vec<u8>) {
    let text = match sitemap {
        Some(sitemap) => format!("User-agent: *\nAllow: /\n\nSitemap: {}/{sitemap}\n", config.base_url.absolute),
        None => "User-agent: *\nDisallow: /\n".to_owned(),
    };
    out.extend_from_slice(text.as_bytes());
}

/// `_redirects`, as Netlify and Cloudflare Pages read it: from, to, status.
pub fn redirect_rules(rules: &[(String, String)], out: &mut Vec<u8>) {
    for (from, to) in rules {
        out.extend_from_slice(format!("{from} {to} 301\n").as_bytes());
    }
}
