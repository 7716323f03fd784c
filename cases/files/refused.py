"""That a file cannot be kept, said by a code: whoever takes it apart knows no language (cases.files.incoming)."""


class Refused(Exception):
    """A file that cannot be kept; `code` names the sentence, `part` what of the file it is about, where that helps."""

    def __init__(self, code, part=""):
        super().__init__(code)
        self.code, self.part = code, part
