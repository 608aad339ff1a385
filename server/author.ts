/** Who changes the configuration: until accounts exist, the person on loopback, in a terminal or a browser. */
export const AUTHOR = 'admin'
