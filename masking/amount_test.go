package masking

import (
	"testing"

	"waybill"
)

func TestAmountsAreReadyToPrint(t *testing.T) {
	p := mustLoad(t, Default)
	for _, c := range []struct {
		amount        waybill.Money
		plain, inFull string
	}{
		{waybill.Money{}, "", ""},
		{waybill.Money{Currency: "HKD"}, "", ""},
		{waybill.Money{Minor: 8850}, "88.50", "¥88.50"},
		{waybill.Money{Minor: 8850, Currency: "CNY"}, "88.50", "¥88.50"},
		{waybill.Money{Minor: 8850, Currency: "HKD"}, "88.50", "HKD 88.50"},
	} {
		m, err := p.Apply(&waybill.Shipment{WaybillNo: "SF0000000000001", COD: c.amount, Insured: c.amount}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]string{"cod": c.plain, "insured": c.plain, "cod_amount": c.inFull, "insured_amount": c.inFull} {
			if got, ok := m.Field(name); !ok || got != want {
				t.Errorf("%+v: %s is %q, %v, want %q", c.amount, name, got, ok, want)
			}
		}
	}
}

func TestPieces(t *testing.T) {
	p := mustLoad(t, Default)
	for _, c := range []struct {
		piece, pieces int
		want          [2]string
	}{
		{0, 0, [2]string{"1", "1"}},
		{0, 3, [2]string{"", "3"}},
		{2, 3, [2]string{"2", "3"}},
		{2, 0, [2]string{"2", "2"}},
	} {
		m, err := p.Apply(&waybill.Shipment{Piece: c.piece, Pieces: c.pieces}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		piece, _ := m.Field("piece")
		pieces, _ := m.Field("pieces")
		if got := [2]string{piece, pieces}; got != c.want {
			t.Errorf("piece %d of %d is printed %q, want %q", c.piece, c.pieces, got, c.want)
		}
	}
}
