/** What libraries ask for and Chrome 87 lacks: the store asks for `Object.hasOwn` (Chrome 93). */
const known: object = Object
if (!('hasOwn' in known)) {
  Object.defineProperty(known, 'hasOwn', {
    value: (thing: object, name: PropertyKey) => Object.prototype.hasOwnProperty.call(thing, name),
    configurable: true,
    writable: true,
  })
}

export {}
