/** Who makes a request, as the host resolves it. */
export interface Actor {
  userId: string
  teamId: string
}
