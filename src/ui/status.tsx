import { Component } from 'preact'

/** A live region, put in place empty and filled a little later: one that arrives filled is not read out. */
export class Status extends Component<{ text: string }, { said?: string }> {
  private timer: ReturnType<typeof setTimeout> | undefined

  override componentDidMount(): void {
    this.timer = setTimeout(() => this.setState({ said: this.props.text }), 150)
  }

  override componentDidUpdate(before: { text: string }): void {
    if (before.text !== this.props.text) this.setState({ said: this.props.text })
  }

  override componentWillUnmount(): void {
    clearTimeout(this.timer)
  }

  override render() {
    return (
      <div role="status" class="sr">
        {this.state.said}
      </div>
    )
  }
}
