"""How the page looks: under either light, on a phone, and on paper"""

from __future__ import annotations

from casewright.studies.drawing.palette import THEME

__all__ = ["style"]

LAYOUT = """
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.3rem .6rem}
main,header,nav{max-width:76rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}
h1,h2,h3{line-height:1.25;text-wrap:balance}
h1{font-size:1.9rem;margin:0 0 .4rem}
h2{font-size:1.45rem;margin:3.2rem 0 .8rem;padding-top:.8rem;border-top:2px solid var(--ink)}
h3{font-size:1.1rem;margin:2rem 0 .5rem}
p{margin:.5rem 0;max-width:46rem}
a{color:var(--link);text-underline-offset:.15em}
.note,.facts{color:var(--muted);font-size:.9rem}
nav ol{columns:16rem auto;padding-left:1.4rem;margin:.5rem 0 1rem}
nav li{break-inside:avoid;margin:.15rem 0}
.scroll{overflow-x:auto;margin:.6rem 0;border:1px solid var(--rule);border-radius:.3rem}
.scroll:focus-visible{outline:2px solid var(--link);outline-offset:2px}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:.875rem}
th,td{padding:.38rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
tbody tr:last-child>*{border-bottom:0}
thead th{background:var(--head);vertical-align:bottom;font-weight:600;min-width:5.5rem}
thead th.n{text-align:right}
thead small{display:block;font-weight:400;color:var(--muted);white-space:nowrap}
tbody th:first-child{min-width:11rem}
thead th.l::first-letter{text-transform:uppercase}
tbody th{font-weight:500;background:var(--paper);min-width:7rem;max-width:16rem;overflow-wrap:break-word}
th:first-child{position:sticky;left:0;z-index:1;border-right:1px solid var(--rule)}
thead th:first-child{background:var(--head)}
td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.n b{font-weight:650}
td.n span{color:var(--muted);font-size:.92em}
td.w{min-width:8rem}
td.none{color:var(--muted);font-style:italic;font-size:.92em;min-width:11rem}
tr.baseline>*{background:var(--head)}
tr.baseline>th{font-style:italic}
figure{margin:1.2rem 0 2rem}
figure .scroll{border:0;border-radius:0}
figure svg{display:block;width:100%;max-width:46rem;min-width:34rem;height:auto}
figcaption{max-width:46rem;font-size:.9rem;color:var(--muted)}
figcaption p{margin:.25rem 0}
.claims{list-style:none;padding:0;margin:.4rem 0 1rem}
.claims li{padding:.3rem .2rem .3rem 1.9rem;position:relative;max-width:60rem;border-bottom:1px solid var(--rule)}
.claims .sign{position:absolute;left:.2rem;font-weight:700}
.claims .because,.claims .arms{color:var(--muted);font-size:.9rem}
.claims .arms{display:block}.claims .arms b{font-weight:600}
.can .sign{color:var(--yes)}.cannot .sign{color:var(--no)}.open .sign{color:var(--muted)}
.question{border-left:4px solid var(--rule);padding:.1rem 0 .1rem 1rem;margin:1rem 0}
.question h3{margin:.2rem 0}
.gap{padding-left:1.2rem;max-width:48rem}
.meta{width:auto}.meta th{background:none;min-width:9rem}
"""

PHONE = """
@media (max-width:40rem){
body{font-size:15px}main,header,nav{padding:0 .9rem}h1{font-size:1.5rem}h2{font-size:1.25rem}
th,td{padding:.32rem .5rem}tbody th,tbody th:first-child{max-width:9.5rem;min-width:6rem}thead th{min-width:5.2rem}
}
"""

PRINT = """
@page{size:A4;margin:14mm 13mm}
@page wide{size:A4 landscape}
@media print{
html{font-size:9.5pt}body{font-size:1rem;line-height:1.4}
main,header,nav{max-width:none;padding:0}
.skip,nav{display:none}
a{color:inherit;text-decoration:none}
h1{font-size:17pt}h2{font-size:14pt;margin:0 0 3mm;padding-top:2mm}h3{font-size:10.5pt;margin:5mm 0 1mm}
h2,h3{break-after:avoid}
.part,.page{break-before:page}
.scroll{overflow:visible;border:0;margin:1mm 0}
table{font-size:7.2pt}th,td{padding:.7mm 1.4mm}
thead{display:table-header-group}thead th,tbody th,th:first-child,tbody th:first-child{min-width:0;max-width:34mm}
thead small{white-space:normal}
th:first-child{position:static}
td.n{white-space:normal}td.n b,td.n span{white-space:nowrap}td.w,td.none{min-width:0}
tr,.claims li,.question{break-inside:avoid}
.keep{break-inside:avoid}
.claims{columns:2;column-gap:6mm;font-size:7.6pt;line-height:1.3}.claims li{padding:.6mm 0 .6mm 4mm}
.claims .because,.claims .arms{font-size:7.2pt}.claims .arms{display:inline}#claims~h3{margin:2mm 0 0}
.wide{page:wide;break-before:page}
figure{break-inside:avoid;margin:2mm 0 5mm}
figure svg{width:auto;min-width:0;max-width:100%;max-height:225mm}
.meta{font-size:8.5pt}
}
"""

MORE = {"head": ("#f1f4f7", "#20262c"), "link": ("#0b5cad", "#7cb8f2")}
SIGNS = {"yes": ("#00694c", "#4fd0a5"), "no": ("#a63c00", "#ff9d66")}


def style() -> str:
    """The whole sheet; drawings in the page take their colours from it too."""
    light = {tone.name: tone.light for tone in THEME} | {name: pair[0] for name, pair in (MORE | SIGNS).items()}
    dark = {tone.name: tone.dark for tone in THEME} | {name: pair[1] for name, pair in (MORE | SIGNS).items()}
    told = f":root{{color-scheme:light dark;{_named(light)}}}"
    return f"{told}\n@media screen and (prefers-color-scheme:dark){{:root{{{_named(dark)}}}}}{LAYOUT}{PHONE}{PRINT}"


def _named(colours: dict[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in colours.items())
