-- 四川各地公开的自评表：执行率10分，其余90分按指标个数平分（四项各22.5分，产出67.5、效益22.5），
-- 也有照国家的50、30、10分的。
codes "weight_profiles" {
  extend = true,
  sichuan = {
    title = "四川各地的自评表：按10、50、30、10，或90分按指标个数平分",
    with_cost = { execution = 10, cost = 20, output = 40, benefit = 20, satisfaction = 10 },
    without_cost = { execution = 10, output = 50, benefit = 30, satisfaction = 10 },
    even = true,
  },
}
