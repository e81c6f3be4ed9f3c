/** Beyond this many keys a set finds a duplicate sooner than a walk does. */
const WALK = 12;

/**
 * One level of nesting: the ground on which documents stand, or an open container. Frames form a list that grows with
 * the deepest nesting and is used again, so that a container costs no object of its own.
 */
export class Frame {
  readonly parent: Frame | null;
  array = false;
  index = 0;
  /** The key of the member that is being read, decoded; null before one is known. */
  key: string | null = null;
  #child: Frame | null = null;
  /** The container's own pointer, or null until somebody asks. */
  #pointer: string | null;
  #keys: string[] = [];
  #set: Set<string> | null = null;

  /** The ground has no parent, and the pointer of the documents' root. */
  constructor(parent: Frame | null, pointer: string | null) {
    this.parent = parent;
    this.#pointer = pointer;
  }

  /** The frame of a container that opens in this one. */
  open(array: boolean): Frame {
    this.#child ??= new Frame(this, null);
    this.#child.#reset(array);
    return this.#child;
  }

  /** Takes the next key; false where the object has it already. */
  take(key: string): boolean {
    this.key = key;
    if (this.#set !== null) {
      const { size } = this.#set;
      return this.#set.add(key).size > size;
    }
    if (this.#keys.includes(key)) return false;
    if (this.#keys.push(key) > WALK) this.#set = new Set(this.#keys);
    return true;
  }

  /**
   * Pointer (RFC 6901) of the value that is being read in this container: itself while no key is known, and the root
   * on the ground.
   */
  place(): string {
    if (this.array) return `${this.#own()}/${this.index}`;
    const { key } = this;
    if (key === null) return this.#own();
    if (!key.includes('~') && !key.includes('/')) return `${this.#own()}/${key}`;
    return `${this.#own()}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }

  #own(): string {
    this.#pointer ??= this.parent === null ? '' : this.parent.place();
    return this.#pointer;
  }

  #reset(array: boolean): void {
    this.array = array;
    this.index = 0;
    this.key = null;
    this.#pointer = null;
    if (this.#keys.length > 0) this.#keys.length = 0;
    this.#set = null;
  }
}
