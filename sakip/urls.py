"""All doors. Pages need a login (LoginRequiredMiddleware) unless a view says otherwise."""

from django.urls import include, path

from sakip import views

urlpatterns = [
    path("masuk/", views.MasukView.as_view(), name="masuk"),
    path("keluar/", views.KeluarView.as_view(), name="keluar"),
    path("sandi/", views.SandiView.as_view(), name="sandi_ubah"),
    path("sehat/", views.show_sehat, name="sehat"),
    path("", include("measurement.urls")),
    path("", include("collection.urls")),
]
