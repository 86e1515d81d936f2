"""The pictures over time: the axis, the line at 100 %, what lies beyond it and below zero."""

from decimal import Decimal

from measurement.grafik import ATAS, LEBAR_KOLOM, TINGGI, Titik, draw_grafik


def d(teks):
    return Decimal(teks)


def test_axis_reaches_120_and_100_lies_within():
    grafik = draw_grafik([Titik("TW I", d(60), 2), Titik("TW II", None)])
    assert (grafik.lebar, grafik.dasar) == (2 * LEBAR_KOLOM, ATAS + TINGGI)
    assert grafik.dasar - grafik.y_seratus == TINGGI * 100 // 120
    assert [(k.tinggi, k.teks) for k in grafik.kolom] == [(TINGGI // 2, "60,00"), (0, "–")]


def test_axis_grows_to_the_largest_figure_and_stops_at_200():
    assert draw_grafik([Titik("", d(150))]).kolom[0].tinggi == TINGGI
    tinggi = draw_grafik([Titik("", d("1091.43"), 5)])
    assert (tinggi.kolom[0].tinggi, tinggi.kolom[0].terpotong, tinggi.kolom[0].teks) == (TINGGI, True, "1.091,43")
    assert tinggi.dasar - tinggi.y_seratus == TINGGI // 2


def test_below_zero_stands_on_the_axis_with_its_number():
    kolom = draw_grafik([Titik("", d("-70.50"), 1)]).kolom[0]
    assert (kolom.tinggi, kolom.teks, kolom.terpotong) == (0, "-70,50", False)


def test_serapan_is_a_line_through_the_points_that_have_one():
    grafik = draw_grafik([Titik("a", d(90), 4, serapan=d(60)), Titik("b", d(90), 4), Titik("c", None, serapan=d(120))])
    titik = [k.y_serapan for k in grafik.kolom]
    assert titik == [ATAS + TINGGI // 2, None, ATAS]
    assert grafik.jalur == f"{grafik.kolom[0].tengah},{titik[0]} {grafik.kolom[2].tengah},{titik[2]}"


def test_nothing_to_draw_is_an_empty_frame():
    assert (draw_grafik([]).kolom, draw_grafik([]).jalur, draw_grafik([]).lebar) == ((), "", LEBAR_KOLOM)
