"""The addresses: health, sign-in, admin, the API, and the built front end."""

from django.contrib import admin
from django.urls import include, path, re_path

from fengqiao.site import views
from fengqiao.site.errors import bad_request, not_found, server_error

# One sign-in for everything: the staff page's, with its lock-out and second factor.
admin.site.login = views.sign_in_elsewhere  # type: ignore[method-assign]

urlpatterns = [
    path("healthz", views.health),
    path("_allauth/", include("allauth.headless.urls")),
    path("admin/", admin.site.urls),
    path("api/", include("fengqiao.api.urls")),
    path("t/", include("fengqiao.api.tracking_pages")),
    path("read/", include("fengqiao.api.reading_pages")),
    path("", views.home),
    path("favicon.ico", views.mark),
    re_path(r"^(?P<entry>staff|citizen|patrol|screen)(?:/.*)?$", views.front_end),
]
handler400 = bad_request
handler404 = not_found
handler500 = server_error
