# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the site of the documentation needs beside MkDocs and its plugins.

README.md is the site's first page. Links to files outside of docs lead to copies in
the site. A page that would load something from elsewhere is an error.
"""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[3]
LINK = re.compile(r"(\]\()([^)\s#]+)((?:#[^)\s]*)?\))")
LOADED = re.compile(
    r"<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)=\"?((?:https?:)?//[^\s\">]+)"
)
FENCE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
# Forges take this for a list, MkDocs for the paragraph's text.
LIST_IN_TEXT = re.compile(r"^(?![-#|>\s]|\d+\. )(.+)\n(?:- |\d+\. )", re.MULTILINE)
SOURCES = "source"  # Where copies of files outside of docs go.


def site_path(link: str, page: str) -> str:
    """Return a link of a page, given by its path in the repository, as the site has it."""
    if re.match(r"[a-z]+:", link):
        return link
    target = (ROOT / page).parent.joinpath(link).resolve().relative_to(ROOT)
    if target == Path("README.md"):
        return "index.md"
    if target.parts[0] == "docs":
        return str(target.relative_to("docs"))
    return f"{SOURCES}/{target}"


def rewrite_links(markdown: str, page: str) -> str:
    """Return a page's text, which lies at the site's top, with the site's links."""
    parts = FENCE.split(markdown)
    parts[::2] = [LINK.sub(lambda m: m[1] + site_path(m[2], page) + m[3], p) for p in parts[::2]]
    return "".join(parts)


def copy(config: MkDocsConfig, path: str, source: Path) -> File:
    """Return a file of the site that is a copy of another one."""
    return File.generated(config, path, abs_src_path=str(source))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add README.md and the files outside of docs that pages link to."""
    readme = (ROOT / "README.md").read_text()
    files.append(File.generated(config, "index.md", content=rewrite_links(readme, "README.md")))
    for name in ("iframe-worker.js", "site.css"):
        files.append(copy(config, f"assets/{name}", Path(__file__).with_name(name)))
    texts = {"README.md": readme} | {
        f"docs/{file.src_uri}": file.content_string
        for file in files.documentation_pages()
        if file.src_uri != "index.md"
    }
    for page, text in texts.items():
        for match in LINK.finditer(FENCE.sub("", text)):
            path = site_path(match[2], page)
            source = ROOT / path.removeprefix(f"{SOURCES}/")
            is_outside = path.startswith(f"{SOURCES}/") and source.is_file()
            if is_outside and files.get_file_from_path(path) is None:
                files.append(copy(config, path, source))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give a page of docs the site's links."""
    hidden = LIST_IN_TEXT.search(FENCE.sub("", markdown))
    if hidden:
        raise PluginError(f"{page.file.src_uri}: a list needs an empty line after '{hidden[1]}'")
    if page.file.src_uri == "index.md":
        return markdown
    return rewrite_links(markdown, f"docs/{page.file.src_uri}")


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Refuse what a reader without a network would lack."""
    loaded = LOADED.search(output)
    if loaded:
        raise PluginError(f"{page.file.src_uri} loads {loaded[1]}")
    return output
