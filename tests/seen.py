"""A page as a reader or a browser has it: its links, forms, labels and words."""

import re
from html.parser import HTMLParser

WORD = re.compile(r"kx\d{4}zq")
TYPED = "What I typed here."


class Seen(HTMLParser):
    """What a page holds: links, forms with their controls, labels, words, and what must not be there."""

    LONELY = {"input", "br", "meta", "link", "img", "hr"}

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.links, self.forms, self.controls, self.labelled, self.inline = [], [], [], set(), []
        self.text, self.title, self.lang, self._in = [], "", None, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self._in += [tag] if tag not in self.LONELY else []
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.inline.append(tag)
        if tag == "html":
            self.lang = given.get("lang")
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag == "form":
            self.forms.append(given | {"controls": []})
        if tag == "label" and given.get("for"):
            self.labelled.add(given["for"])
        if tag == "option" and self.controls and (given.get("value") or "selected" in given):
            last = self.controls[-1]
            if "selected" in given or not last.get("value"):
                last["value"] = given.get("value", "")
        if tag in ("input", "select", "textarea", "button"):
            control = given | {"tag": tag, "in_label": "label" in self._in}
            self.controls.append(control)
            if self.forms:
                self.forms[-1]["controls"].append(control)

    def handle_endtag(self, tag):
        if tag in self._in:
            while self._in.pop() != tag:
                pass

    def handle_data(self, data):
        inside = set(self._in)
        if "title" in inside and "svg" not in inside:
            self.title += data
        if inside & {"textarea"} and self.forms:
            last = self.forms[-1]["controls"][-1]
            last["value"] = last.get("value", "") + data
        elif data.strip():
            self.text.append(" ".join(data.split()))


def filled(form):
    """A form's data as a browser sends it, with words of one's own in each text; and what stood in those before."""
    data, there = {}, []
    for control in form["controls"]:
        name, kind = control.get("name"), control.get("type", control["tag"])
        unchosen = kind in ("checkbox", "radio") and "checked" not in control and (kind == "checkbox" or name in data)
        if not name or unchosen or control["tag"] == "button":
            continue
        data[name] = control.get("value", "")
        planted = WORD.findall(data[name]) if kind != "hidden" else []
        needed = not data[name] and "required" in control and kind in ("text", "textarea")
        if planted or needed or (kind == "textarea" and "others" not in name):
            there += planted
            data[name] = TYPED
    return data, there
