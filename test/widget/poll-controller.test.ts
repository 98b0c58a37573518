import { expect } from '@open-wc/testing'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { LatestCall } from '../../widget/latest-call.ts'
import { PollController } from '../../widget/poll-controller.ts'
import { until } from './support/pages.ts'

class Host implements ReactiveControllerHost {
  controllers: ReactiveController[] = []
  updateComplete = Promise.resolve(true)
  addController(controller: ReactiveController): void {
    this.controllers.push(controller)
  }
  removeController(): void {
    this.controllers = []
  }
  requestUpdate(): void {
    for (const controller of this.controllers) controller.hostUpdated?.()
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('PollController', () => {
  const poll = (isNeeded: () => boolean) => {
    const host = new Host()
    let rounds = 0
    const controller = new PollController(host, {
      every: 5,
      isNeeded,
      round: async () => void (rounds += 1),
    })
    return { host, controller, rounds: () => rounds }
  }

  it('repeats while it is needed and the host is connected', async () => {
    const { controller, rounds } = poll(() => true)
    controller.hostConnected()
    await until(() => rounds() > 2)
    controller.hostDisconnected()
    const before = rounds()
    await pause(40)
    expect(rounds()).to.equal(before)
  })

  it('rests while it is not needed, and starts again after an update', async () => {
    let isNeeded = false
    const { host, controller, rounds } = poll(() => isNeeded)
    controller.hostConnected()
    await pause(30)
    expect(rounds()).to.equal(0)
    isNeeded = true
    host.requestUpdate()
    await until(() => rounds() > 0)
    controller.hostDisconnected()
  })
})

describe('PollController, when rounds fail', () => {
  it('pauses twice as long each time, and as before once one succeeds', async () => {
    const times: number[] = []
    const controller = new PollController(new Host(), {
      every: 20,
      isNeeded: () => true,
      round: async () => {
        times.push(performance.now())
        if (times.length < 4) throw new Error('down')
      },
    })
    controller.hostConnected()
    await until(() => times.length > 12)
    controller.hostDisconnected()
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    const [first = 0, second = 0, third = 0, ...others] = pauses
    expect(first).to.be.at.least(39)
    expect(second).to.be.at.least(79)
    expect(third).to.be.at.least(159)
    // Not each of them: a machine that does something else has its moments.
    expect(Math.min(...others)).to.be.lessThan(third)
  })
})

describe('LatestCall', () => {
  it('an older answer never arrives', async () => {
    const call = new LatestCall()
    const older = call.run(async () => {
      await pause(20)
      return 'older'
    })
    expect(await call.run(async () => 'newer')).to.equal('newer')
    expect(await older).to.equal(undefined)
  })

  it('an aborted call is told by its signal, and its failure is nobody’s business', async () => {
    const call = new LatestCall()
    const answer = call.run(async (signal) => {
      await pause(5)
      signal.throwIfAborted()
    })
    call.abort()
    expect(await answer).to.equal(undefined)
  })
})
