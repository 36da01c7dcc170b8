package masking

import "strings"

// sensitiveWords are goods that tell something about their owner, with the
// category that is printed instead.
var sensitiveWords = [...]struct{ category, words string }{
	{"日用品", "成人用品 情趣 避孕 安全套 验孕 早孕 计生 内衣 性保健"},
	{"健康用品", "处方药 药品 药物 西药 中药 药 血糖 血压计 胰岛素 试纸 医用 护理垫 纸尿裤(成人) 成人纸尿裤 假发 助听器 轮椅 " +
		"抗抑郁 抗原 hiv 检测试剂 注射器 medicine medical prescription insulin"},
}

// sensitiveMarks holds a character of every word of sensitiveWords.
const sensitiveMarks = "成情避安验孕生内性药血胰试医护尿假助轮抗剂注VvDdNn"

// sensitiveGoods returns the category of sensitive goods, "" for others.
func sensitiveGoods(name string) string {
	if name == "" {
		return ""
	}
	if !strings.ContainsAny(name, sensitiveMarks) {
		return ""
	}
	low := strings.ToLower(name)
	for _, s := range sensitiveWords {
		for rest := s.words; rest != ""; {
			word, more, _ := strings.Cut(rest, " ")
			if word != "" && strings.Contains(low, word) {
				return s.category
			}
			rest = more
		}
	}
	return ""
}

// writeItems makes the summary of the goods: 儿童绘本×2、运动鞋×1.
func (m *masker) writeItems() {
	items := m.r.items
	if len(items) == 0 {
		return
	}
	from := len(m.out)
	for i := range items {
		name := m.written(&items[i].name)
		if len(name) == 0 {
			continue
		}
		if len(m.out) > from {
			m.out = append(m.out, "、"...)
		}
		m.out = append(m.out, name...)
		if items[i].quantity != "" {
			m.out = append(m.out, "×"...)
			m.out = append(m.out, items[i].quantity...)
		}
	}
	m.put(&m.r.shown[fieldItems], from)
}
