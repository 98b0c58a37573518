/** What a host may use: the analyzer takes whatever it sees for a part of the API. */
const isPublic = ({ name, privacy }) => privacy === undefined && !name.startsWith('#')

/** Events are those of `@fires`: it takes the parameter of each event class for another one. */
const isDescribed = ({ description }) => description !== undefined

const publicOnly = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest }) {
    for (const { declarations = [] } of customElementsManifest.modules) {
      for (const declaration of declarations) {
        const { members, events } = declaration
        if (members) declaration.members = members.filter(isPublic)
        if (events) declaration.events = events.filter(isDescribed)
      }
    }
  },
}

export default {
  globs: ['widget/**/*.ts'],
  exclude: ['widget/react.ts', 'widget/strings/**'],
  litelement: true,
  // Otherwise it writes the folder of each run into package.json.
  packagejson: false,
  plugins: [publicOnly],
}
