// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Evaluation.Reports.Html;

/// <summary>How the page looks, by day and by night.</summary>
/// <remarks>The modes are orange, grey and blue, which people who do not tell red from green tell apart.</remarks>
internal static class PageStyle
{
    public const string Css = """

        :root{color-scheme:light dark;--paper:#fbfbf9;--card:#fff;--ink:#1c2024;--soft:#5b6470;--rule:#dfe2e6;--orange:#c4500c;--grey:#6b7480;--blue:#1d5fd1}
        @media (prefers-color-scheme:dark){:root{--paper:#14171a;--card:#1c2024;--ink:#e8eaed;--soft:#a0a8b3;--rule:#343a42;--orange:#ff9a52;--grey:#a3acb8;--blue:#74a9ff}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        main{max-width:1160px;margin:0 auto;padding:32px 20px 64px}
        h1{font-size:clamp(1.5rem,4vw,2.1rem);line-height:1.2;margin:0 0 .4em;overflow-wrap:anywhere}
        h2{font-size:1.3rem;line-height:1.3;margin:2.4em 0 .3em;overflow-wrap:anywhere}
        h3{font-size:1rem;margin:0}
        p{margin:0 0 .6em}
        .lead{font-size:1.08rem;color:var(--soft);max-width:48em}
        .note,.tile-detail,figcaption span{color:var(--soft);font-size:.88rem}
        .warning{border-left:4px solid var(--orange);padding:.3em .8em;background:var(--card)}
        .m-unconstrained{--m:var(--orange)} .m-json{--m:var(--grey)} .m-schema{--m:var(--blue)}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(235px,1fr));gap:14px;margin:24px 0}
        .tile{background:var(--card);border:1px solid var(--rule);border-top:4px solid var(--m);border-radius:8px;padding:14px 16px}
        .tile p{margin:0}.tile-name{font-size:.9rem}.tile-value{font-size:2rem;font-weight:650;line-height:1.3;color:var(--m);font-variant-numeric:tabular-nums}
        .legend{display:flex;flex-wrap:wrap;gap:4px 22px;list-style:none;margin:26px 0 10px;padding:0;font-size:.92rem}
        .key{display:inline-block;width:.75em;height:.75em;margin-right:.45em;border-radius:50%;background:var(--m)}
        .key.m-json{border-radius:1px}.key.m-unconstrained{border-radius:0;clip-path:polygon(50% 0,100% 100%,0 100%)}
        .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));gap:14px}
        figure{margin:0;background:var(--card);border:1px solid var(--rule);border-radius:8px;padding:14px 14px 6px;display:flex;flex-direction:column;justify-content:space-between}
        figcaption strong,figcaption span{display:block}
        svg{display:block;width:100%;max-width:560px;height:auto;margin:6px auto 0;font:12.5px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
        .grid{stroke:var(--rule);stroke-width:1}.axis{stroke:var(--soft);stroke-width:1}
        .tick{fill:var(--soft)}.value{fill:var(--soft);font-size:10.5px}.name{fill:var(--m);font-weight:600}
        .line{fill:none;stroke:var(--m);stroke-width:2.2;stroke-linejoin:round}.line.m-json{stroke-dasharray:6 4}.line.m-unconstrained{stroke-dasharray:2 3}
        .band{fill:var(--m);opacity:.16}.dot{fill:var(--m);stroke:var(--card);stroke-width:1.2}.bar{fill:var(--m)}
        .whisker{stroke:var(--ink);stroke-width:1.3;opacity:.75}
        .scroll{overflow-x:auto;background:var(--card);border:1px solid var(--rule);border-radius:8px}
        .scroll:focus-visible{outline:2px solid var(--blue)}
        table{border-collapse:collapse;width:100%;font-size:.88rem}
        th,td{padding:7px 9px;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule);white-space:nowrap}
        tbody tr:last-child>*{border-bottom:0}
        thead th{white-space:normal;font-weight:600;color:var(--soft);vertical-align:bottom}tbody th{font-weight:600}
        .number{font-variant-numeric:tabular-nums}
        small{display:block;color:var(--soft);font-size:.78rem}
        .meter{display:block;width:90px;height:5px;margin-top:3px;border-radius:3px;background:var(--rule)}.meter i{display:block;height:5px;border-radius:3px;background:var(--m)}
        .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));gap:14px}
        .card{min-width:0;background:var(--card);border:1px solid var(--rule);border-left:4px solid var(--m);border-radius:8px;padding:14px 16px}
        .part{margin:.7em 0 .2em;font-size:.78rem;font-weight:600;color:var(--soft)}
        pre{margin:0;padding:8px 10px;max-height:13em;overflow:auto;background:var(--paper);border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext}
        pre,code{font:.82rem/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
        .wrong{margin:0;padding-left:1.1em;font-size:.88rem;overflow-wrap:anywhere;unicode-bidi:plaintext}
        em{font-style:normal;font-size:.78rem;color:var(--orange);border:1px solid;border-radius:4px;padding:0 .35em;white-space:nowrap}
        .facts{display:grid;grid-template-columns:max-content 1fr;gap:8px 22px;margin:10px 0;font-size:.92rem}
        dt{font-weight:600}dd{margin:0;color:var(--soft);overflow-wrap:anywhere}
        @media (max-width:560px){svg{font-size:14px}.value{font-size:11.5px}main{padding:20px 14px 48px}.facts{grid-template-columns:1fr;gap:2px}dd{margin-bottom:10px}}

        """;
}
