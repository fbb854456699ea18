/** What jsdom lacks: streams of server-sent events, which tests open, feed and break off. */
export class TestEventSource extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 0;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    streams.add(this);
  }

  close() {
    this.readyState = TestEventSource.CLOSED;
    streams.delete(this);
  }
}

const streams = new Set<TestEventSource>();

export const eventStreams = {
  open: () => [...streams],
  tell: (name: string) => {
    for (const stream of streams) stream.dispatchEvent(new Event(name));
  },
  /** As after an answer that is no stream: the browser gives up. */
  refuse: () => {
    for (const stream of streams) {
      stream.readyState = TestEventSource.CLOSED;
      stream.dispatchEvent(new Event("error"));
    }
  },
  closeAll: () => streams.clear(),
};
