interface Named {
  readonly name: string
}

/** The account of this name: “work” and “Work” are one, unless both were saved before that was so. */
export const namedAs = <One extends Named>(accounts: readonly One[], name: string): One | undefined =>
  accounts.find((one) => one.name === name) ?? accounts.find((one) => folded(one.name) === folded(name))

const folded = (name: string): string => name.normalize('NFKC').toLowerCase()
