package masking

import "unicode/utf8"

// textHint is what the words before a number say about it.
type textHint uint8

const (
	hintNone textHint = iota
	hintPhone
	hintGoods // an order or part number
	hintID
)

// goodsWords stand before numbers that name goods and orders.
var goodsWords = [...]string{"货号", "貨號", "订单", "訂單", "单号", "單號", "条码", "條碼", "条形码", "运单", "編號", "编号", "款号", "型号",
	"批号", "流水", "sku", "order", "order no", "票号", "发票", "工单", "商品码", "编码", "track", "tracking", "item no", "p/n", "s/n", "sn", "po", "isbn"}

// orderWords are those of goodsWords that a mobile may follow as well: the
// buyer of an order is called by it. The number of the order has 号 before it.
var orderWords = [...]string{"订单", "訂單"}

// phoneWords stand before telephone numbers.
var phoneWords = [...]string{"电话", "電話", "手机", "手機", "联系", "聯繫", "联系方式", "致电", "拨打", "拨", "打", "电联", "座机", "tel", "call", "phone", "mobile", "whatsapp", "微信", "vx", "wx", "wechat", "热线"}

// idWords stand before identity numbers.
var idWords = [...]string{"身份证", "身份證", "证件", "證件", "身份证号码", "id card", "idcard"}

// hint looks at the words before rune i, over 号, colons and blanks.
func (t *textScan) hint(i int) textHint {
	for i > 0 {
		head := t.runes[:i]
		switch {
		case endsWithAny(head, idWords[:]):
			return hintID
		case endsWithAny(head, goodsWords[:]):
			return hintGoods
		case endsWithAny(head, phoneWords[:]):
			return hintPhone
		}
		switch t.runes[i-1] {
		case ' ', ':', ',', '号', '號', '码', '碼', '(', '+', '.', '#', '是', '为':
			i--
		default:
			return hintNone
		}
	}
	return hintNone
}

// endsWithAny reports whether s, which is not empty, ends with one of words.
// The last byte alone tells nearly all of them apart.
func endsWithAny(s []rune, words []string) bool {
	var room [utf8.UTFMax]byte
	n := utf8.EncodeRune(room[:], s[len(s)-1])
	for _, w := range words {
		if w[len(w)-1] == room[n-1] && endsWith(s, w) {
			return true
		}
	}
	return false
}

// endsWith compares from the end; a Latin word must begin at a boundary.
func endsWith(s []rune, w string) bool {
	i := len(s)
	for k := len(w); k > 0; {
		r, size := decodeLast(w[:k])
		i--
		if i < 0 || s[i] != r {
			return false
		}
		k -= size
	}
	return w[0] >= 0x80 || i == 0 || !isLowerRune(s[i-1])
}

// scanEmails finds name@host.domain.
func (t *textScan) scanEmails() {
	for i, r := range t.runes {
		if r != '@' {
			continue
		}
		from, to, dot := i, i+1, false
		for from > 0 && isAccountRune(t.runes[from-1], true) {
			from--
		}
		for to < len(t.runes) && isAccountRune(t.runes[to], true) {
			dot = dot || t.runes[to] == '.'
			to++
		}
		if from < i && dot {
			t.spans = append(t.spans, textSpan{from, to, textEmail})
		}
	}
}

func isAccountRune(r rune, mail bool) bool {
	switch {
	case isLowerRune(r), isDigitRune(r), r == '_', r == '-':
		return true
	}
	return mail && (r == '.' || r == '+' || r == '%')
}

// accountWords stand before an account name.
var accountWords = [...]string{"微信号", "微信", "薇信", "威信", "v信", "wechat", "weixin", "vx", "wx", "qq号", "qq"}

// scanAccounts finds WeChat and QQ accounts after a word that names them.
func (t *textScan) scanAccounts() {
	for i := 0; i < len(t.runes); i++ {
		switch t.runes[i] {
		case '微', '薇', '威', 'v', 'w', 'q':
		default:
			continue
		}
		n := 0
		for _, w := range accountWords {
			if hasWord(t.runes[i:], w) && (w[0] >= 0x80 || !isLowerRune(t.at(i-1))) {
				n = len([]rune(w))
				break
			}
		}
		if n == 0 {
			continue
		}
		j := i + n
		for k := t.at(j); k == ' ' || k == ':' || k == '号' || k == '號' || k == '是' || k == ','; k = t.at(j) {
			j++
		}
		glued := j == i+n && isLowerRune(t.at(i))
		k := j
		for isAccountRune(t.at(k), false) {
			k++
		}
		if k-j >= 5 && k-j <= 20 && !(glued && isLowerRune(t.at(j))) {
			t.spans = append(t.spans, textSpan{j, k, textAccount})
			i = k - 1
		}
	}
}
