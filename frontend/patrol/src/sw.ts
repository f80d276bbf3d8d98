/// <reference lib="webworker" />
/** Serves the patrol page from the phone. It keeps the page's own files and nothing of the county: answers stay in the page's store. */
import { copyResponse } from 'workbox-core'
import { addPlugins, cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope
/** Written by the build: every file that the patrol page may ask for. */
declare const PATROL_FILES: PrecacheEntry[]

addPlugins([{
  // The server says that pages vary by language; this one does not, and a phone that changes its language would find nothing.
  cacheWillUpdate: ({ response }) => (response.ok ? copyResponse(response, (init) => {
    const headers = new Headers(init.headers)
    headers.delete('Vary')
    return { ...init, headers }
  }) : Promise.resolve(null)),
}])
precacheAndRoute(PATROL_FILES)
cleanupOutdatedCaches()
registerRoute(new NavigationRoute(createHandlerBoundToURL('/patrol/')))

self.addEventListener('message', (event) => {
  // A page that has just opened asks for the newer version; one that is at work never does.
  if (event.data === 'take over') void self.skipWaiting()
})
