"""The style sheet of the tracking page: phone first, large type, no script, no web font (DESIGN, tokens)."""

from typing import Final

STYLE: Final = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #f5f7fa; color: #1f2329; font: 18px/28px system-ui, "PingFang SC", "HarmonyOS Sans",
  "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 640px; margin: 0 auto; padding: 16px; }
h1 { font-size: 22px; line-height: 32px; margin: 8px 0 16px; }
h2 { font-size: 18px; line-height: 28px; margin: 0 0 8px; }
section { background: #fff; border: 1px solid #dfe3e8; border-radius: 6px; padding: 16px; margin-bottom: 16px; }
p { margin: 0 0 8px; overflow-wrap: anywhere; }
.quiet, dt { color: #5c6068; font-size: 16px; line-height: 24px; }
dl { margin: 0; } dd { margin: 0 0 8px; }
.code { font-variant-numeric: tabular-nums; letter-spacing: .02em; overflow-wrap: anywhere; }
.light { display: inline-block; border-radius: 6px; padding: 0 8px; margin-bottom: 8px; }
.green { color: #2c6e12; background: #eaf5e5; } .yellow { color: #8a5200; background: #fff4d6; }
.red { color: #b3261e; background: #fdebea; } .paused { color: #555b66; background: #eef0f3; }
.note { border-left: 4px solid #2c6e12; background: #eaf5e5; padding: 8px 12px; }
.wrong { border-left: 4px solid #b3261e; background: #fdebea; padding: 8px 12px; }
ol.steps { list-style: none; margin: 0; padding: 0; }
ol.steps li { border-left: 2px solid #dfe3e8; padding: 0 0 12px 12px; }
ul { margin: 0; padding-left: 20px; }
label { display: block; margin: 8px 0 4px; }
input, textarea, select, button { font: inherit; width: 100%; min-height: 48px; padding: 8px 12px; color: inherit;
  background: #fff; border: 1px solid #7c828b; border-radius: 6px; }
input[type=radio] { width: 24px; min-height: 24px; margin: 0 8px 0 0; vertical-align: middle; }
fieldset { border: 0; margin: 0 0 8px; padding: 0; } fieldset label { min-height: 40px; }
button { background: #1559a8; border-color: #1559a8; color: #fff; margin-top: 12px; }
button.second { background: #fff; color: #b3261e; border-color: #b3261e; }
:focus-visible { outline: 3px solid #1559a8; outline-offset: 2px; }
a { color: #1559a8; } a.call { display: block; text-align: center; padding: 10px; }
img { max-width: 96px; height: auto; border-radius: 6px; margin: 4px 4px 0 0; }
summary { min-height: 40px; cursor: pointer; }
"""
