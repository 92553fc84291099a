"""Documents of Word made by hand: only the parts that a test is about."""

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPACES = (
    f'{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body="", *, styles="", numbering="", parts=(), main="word/document.xml", more=()):
    """The bytes of a .docx. `parts`: (relation id, name, element, content) of headers, footers and notes; `more`: (name, bytes)."""
    stream = io.BytesIO()
    relations = "".join(f'<Relationship Id="{key}" Type="{TYPE}/x" Target="{name}"/>' for key, name, _, _ in parts)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(main, f"{HEAD}<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        package.writestr(
            "word/_rels/document.xml.rels",
            f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        )
        if styles:
            package.writestr("word/styles.xml", f"{HEAD}<w:styles {SPACES}>{styles}</w:styles>")
        if numbering:
            package.writestr("word/numbering.xml", f"{HEAD}<w:numbering {SPACES}>{numbering}</w:numbering>")
        for _, name, element, content in parts:
            package.writestr(f"word/{name}", f"{HEAD}<w:{element} {SPACES}>{content}</w:{element}>")
        for name, content in more:
            package.writestr(name, content)
    return stream.getvalue()


def run(text, looks=""):
    """Letters of one look: `looks` are the properties, "<w:b/>"."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs, style="", number=None, level=None, align="", mark=""):
    """A paragraph of texts and runs. `number`, `level`: its list; `mark`: what is said of its mark."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        place = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
        properties += f'<w:numPr>{place}<w:numId w:val="{number}"/></w:numPr>'
    if align:
        properties += f'<w:jc w:val="{align}"/>'
    if mark:
        properties += f"<w:rPr>{mark}</w:rPr>"
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(*blocks, properties=""):
    """A cell of texts and blocks."""
    inner = "".join(each if each.startswith("<") else p(each) for each in blocks) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


LINES = (
    '<w:tblBorders><w:top w:val="single"/><w:left w:val="single"/><w:bottom w:val="single"/><w:right w:val="single"/>'
    '<w:insideH w:val="single"/><w:insideV w:val="single"/></w:tblBorders>'
)


def table(*rows, properties=LINES):
    """A table of rows of cells; a text is a cell."""
    made = "".join(f"<w:tr>{''.join(each if each.startswith('<w:t') else cell(each) for each in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{made}</w:tbl>"


def levels(number, *described):
    """A list of these levels, each (form, text) or (form, text, more)."""
    made = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{"".join(more)}<w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text, *more) in enumerate(described)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{made}</w:abstractNum>'


def counted(number, abstract, more=""):
    """A list in use."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'
