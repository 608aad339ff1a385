import { Html } from './html.ts'

export const STYLE = new Html(`
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent) }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; display: grid; grid-template-columns: 20rem 1fr }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1rem; box-sizing: border-box; border-right: 1px solid var(--line) }
nav h1 { font-size: 1.2rem; margin: 0 } nav h2 { font-size: .9rem; margin: 1rem 0 .2rem }
nav ul { list-style: none; margin: 0; padding: 0; font-size: .85rem; overflow-wrap: anywhere }
main { padding: 1rem 2rem; max-width: 60rem } section { border-bottom: 1px solid var(--line); padding: .5rem 0 1rem }
h3 { font-weight: 500; overflow-wrap: anywhere } h4 { margin: .8rem 0 .2rem } small { font-weight: 400; opacity: .75 }
.fields { margin: .2rem 0; padding-left: 1.2rem } .type { opacity: .85 } p:empty { display: none }
code, pre { font-family: ui-monospace, monospace; font-size: .9em } pre { overflow: auto; padding: .5rem; border: 1px solid var(--line) }
@media (max-width: 60rem) { body { display: block } nav { position: static; height: auto; border: 0 } }
`)
