package dev.approvalcopilot.local.auth0;

/** The frame that all pages of the stand-in share, and the escaping of what is put into them. */
final class Html {
    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            :root { color-scheme: light dark; --ink: #1d2329; --paper: #fff; --ground: #eef1f4; --line: #8792a0; --act: #1f4f82; --bad: #9b1c1c; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6eaee; --paper: #1b2026; --ground: #12161a; --line: #748192; --act: #8fbbe8; --bad: #ff9b93; } }
            body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
            main { box-sizing: border-box; max-width: 26rem; margin: 8vh auto; padding: 2rem; background: var(--paper); border-radius: .5rem; }
            h1 { font-size: 1.35rem; margin: 0 0 .25rem; }
            label { display: block; margin-top: 1rem; font-weight: 600; }
            input:not([type=hidden]) { box-sizing: border-box; width: 100%%; padding: .6rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: .3rem; }
            button { width: 100%%; margin-top: 1rem; padding: .65rem; font: inherit; font-weight: 600; border: 1px solid var(--act); border-radius: .3rem; background: var(--act); color: var(--paper); cursor: pointer; }
            button.quiet { background: transparent; color: var(--act); }
            :focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
            a { color: var(--act); }
            .error { color: var(--bad); font-weight: 600; }
            .local { margin-top: 1.5rem; font-size: .85rem; border-top: 1px solid var(--line); padding-top: 1rem; }
            .code { font: 600 2.2rem ui-monospace, monospace; letter-spacing: .15em; }
            </style>
            </head>
            <body>
            <main>
            %2$s
            <p class="local">This is a local stand-in for an Auth0 tenant. It runs on this machine only.</p>
            </main>
            </body>
            </html>
            """;

    private Html() {}

    /** {@code body} is markup; all foreign text in it has gone through {@link #escape}. */
    static String page(String title, String body) {
        return FRAME.formatted(escape(title), body);
    }

    static String notice(String title, String text) {
        return page(title, "<h1>%s</h1>\n<p>%s</p>".formatted(escape(title), escape(text)));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** An empty text gives no element, so that no empty alert is read out. */
    static String error(String text) {
        return text.isEmpty() ? "" : "<p class=\"error\" role=\"alert\">" + escape(text) + "</p>";
    }
}
