// xlplanner 0.1.0, made by `xlplanner build --js`. MIT License.
const xlplanner = (() => {
"use strict";
const TABLE = {"version":"0.1.0","functions":{"LAW_LOSS":{"usage":"LAW_LOSS(params, tokens, [law])","arguments":[{"name":"params","accepts":0},{"name":"tokens","accepts":0},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":2,"most":3,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]],"tokens":[["tokens",1]],"nats/token":[["nats/token",3]]}},"LAW_TOKENS":{"usage":"LAW_TOKENS(loss, params, [law])","arguments":[{"name":"loss","accepts":5},{"name":"params","accepts":0},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":2,"most":3,"fields":[],"header":false,"table":false,"measured":{"params":[["params",1]],"tokens":[["tokens",3]],"nats/token":[["loss",0]]}},"LAW_PARAMS":{"usage":"LAW_PARAMS(loss, tokens, [law])","arguments":[{"name":"loss","accepts":5},{"name":"tokens","accepts":0},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":2,"most":3,"fields":[],"header":false,"table":false,"measured":{"params":[["params",3]],"tokens":[["tokens",1]],"nats/token":[["loss",0]]}},"LAW_INFO":{"usage":"LAW_INFO([law])","arguments":[{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":0,"most":1,"fields":[],"header":false,"table":true,"measured":{}},"CHINCHILLA_PARAMS":{"usage":"CHINCHILLA_PARAMS(loss, [law])","arguments":[{"name":"loss","accepts":5},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":1,"most":2,"fields":[],"header":false,"table":false,"measured":{"params":[["params",2]],"nats/token":[["loss",0]]}},"CHINCHILLA_TOKENS":{"usage":"CHINCHILLA_TOKENS(loss, [law])","arguments":[{"name":"loss","accepts":5},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":1,"most":2,"fields":[],"header":false,"table":false,"measured":{"tokens":[["tokens",2]],"nats/token":[["loss",0]]}},"CHINCHILLA_FLOPS":{"usage":"CHINCHILLA_FLOPS(loss, [law])","arguments":[{"name":"loss","accepts":5},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":1,"most":2,"fields":[],"header":false,"table":false,"measured":{"nats/token":[["loss",0]]}},"CHINCHILLA_QUALITY":{"usage":"CHINCHILLA_QUALITY(params, [law])","arguments":[{"name":"params","accepts":0},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":1,"most":2,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]],"nats/token":[["nats/token",2]]}},"OPT_PARAMS":{"usage":"OPT_PARAMS(loss, inf_tokens, [law])","arguments":[{"name":"loss","accepts":5},{"name":"inf_tokens","accepts":6},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":2,"most":3,"fields":[],"header":false,"table":false,"measured":{"params":[["params",3]],"nats/token":[["loss",0]]}},"OPT_TOKENS":{"usage":"OPT_TOKENS(loss, inf_tokens, [law])","arguments":[{"name":"loss","accepts":5},{"name":"inf_tokens","accepts":6},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":2,"most":3,"fields":[],"header":false,"table":false,"measured":{"tokens":[["tokens",3]],"nats/token":[["loss",0]]}},"OPT_FLOPS":{"usage":"OPT_FLOPS(loss, inf_tokens, [law])","arguments":[{"name":"loss","accepts":5},{"name":"inf_tokens","accepts":6},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":2,"most":3,"fields":[],"header":false,"table":false,"measured":{"nats/token":[["loss",0]]}},"OPT_SAVINGS":{"usage":"OPT_SAVINGS(loss, inf_tokens, [law])","arguments":[{"name":"loss","accepts":5},{"name":"inf_tokens","accepts":6},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":2,"most":3,"fields":[],"header":false,"table":false,"measured":{"nats/token":[["loss",0]]}},"OPT_PLAN":{"usage":"OPT_PLAN(loss, inf_tokens, [law])","arguments":[{"name":"loss","accepts":5},{"name":"inf_tokens","accepts":6},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":2,"most":3,"fields":["params","tokens","tokens_per_param","training_flops","inference_flops","total_flops","chinchilla_params","chinchilla_tokens","chinchilla_flops","saving"],"header":true,"table":false,"measured":{"params":[["params",3],["chinchilla params",9]],"tokens":[["tokens",4],["chinchilla tokens",10]],"nats/token":[["loss",0]]}},"COST_OPT":{"usage":"COST_OPT(loss, requests, [deployment], [law], [field])","arguments":[{"name":"loss","accepts":5},{"name":"requests","accepts":6},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"},{"name":"field","accepts":21,"default":null}],"fewest":2,"most":5,"fields":["params","tokens","cost","chinchilla_cost","saving"],"header":false,"table":false,"measured":{"params":[["params",5]],"tokens":[["tokens",6]],"nats/token":[["loss",0]]}},"COST_OPT_PARAMS":{"usage":"COST_OPT_PARAMS(loss, requests, [deployment], [law])","arguments":[{"name":"loss","accepts":5},{"name":"requests","accepts":6},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":2,"most":4,"fields":[],"header":false,"table":false,"measured":{"params":[["params",4]],"nats/token":[["loss",0]]}},"COST_OPT_TOKENS":{"usage":"COST_OPT_TOKENS(loss, requests, [deployment], [law])","arguments":[{"name":"loss","accepts":5},{"name":"requests","accepts":6},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":2,"most":4,"fields":[],"header":false,"table":false,"measured":{"tokens":[["tokens",4]],"nats/token":[["loss",0]]}},"COST_OPT_TOTAL":{"usage":"COST_OPT_TOTAL(loss, requests, [deployment], [law])","arguments":[{"name":"loss","accepts":5},{"name":"requests","accepts":6},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":2,"most":4,"fields":[],"header":false,"table":false,"measured":{"nats/token":[["loss",0]]}},"COST_OPT_SAVINGS":{"usage":"COST_OPT_SAVINGS(loss, requests, [deployment], [law])","arguments":[{"name":"loss","accepts":5},{"name":"requests","accepts":6},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":2,"most":4,"fields":[],"header":false,"table":false,"measured":{"nats/token":[["loss",0]]}},"DEPLOYMENT_INFO":{"usage":"DEPLOYMENT_INFO([deployment])","arguments":[{"name":"deployment","accepts":7,"default":"paper-stated"}],"fewest":0,"most":1,"fields":[],"header":false,"table":true,"measured":{}},"BUDGET_PLAN":{"usage":"BUDGET_PLAN(flops, inf_tokens, [max_params], [max_tokens], [law], [field])","arguments":[{"name":"flops","accepts":22},{"name":"inf_tokens","accepts":6},{"name":"max_params","accepts":22,"default":1e+60},{"name":"max_tokens","accepts":22,"default":1e+60},{"name":"law","accepts":1,"default":"chinchilla"},{"name":"field","accepts":23,"default":null}],"fewest":2,"most":6,"fields":["params","tokens","loss","training_share","unused"],"header":false,"table":false,"measured":{"params":[["params",6]],"tokens":[["tokens",7]],"nats/token":[["loss",8]]}},"BUDGET_LOSS":{"usage":"BUDGET_LOSS(flops, [inf_tokens], [law])","arguments":[{"name":"flops","accepts":22},{"name":"inf_tokens","accepts":6,"default":0.0},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":1,"most":3,"fields":[],"header":false,"table":false,"measured":{"nats/token":[["nats/token",3]]}},"COST_BUDGET":{"usage":"COST_BUDGET(dollars, requests, [max_params], [max_tokens], [deployment], [law], [field])","arguments":[{"name":"dollars","accepts":24},{"name":"requests","accepts":6},{"name":"max_params","accepts":22,"default":1e+60},{"name":"max_tokens","accepts":22,"default":1e+60},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"},{"name":"field","accepts":23,"default":null}],"fewest":2,"most":7,"fields":["params","tokens","loss","training_share","unused"],"header":false,"table":false,"measured":{"params":[["params",7]],"tokens":[["tokens",8]],"nats/token":[["loss",9]]}},"OPT_LIMITED":{"usage":"OPT_LIMITED(loss, inf_tokens, [max_params], [max_tokens], [max_training_flops], [law], [field])","arguments":[{"name":"loss","accepts":5},{"name":"inf_tokens","accepts":6},{"name":"max_params","accepts":22,"default":1e+60},{"name":"max_tokens","accepts":22,"default":1e+60},{"name":"max_training_flops","accepts":22,"default":1e+60},{"name":"law","accepts":1,"default":"chinchilla"},{"name":"field","accepts":25,"default":null}],"fewest":2,"most":7,"fields":["params","tokens","total_flops","extra_flops","extra_share"],"header":false,"table":false,"measured":{"params":[["params",7]],"tokens":[["tokens",8]],"nats/token":[["loss",0]]}},"COST_LIMITED":{"usage":"COST_LIMITED(loss, requests, [max_params], [max_tokens], [max_training_flops], [deployment], [law], [field])","arguments":[{"name":"loss","accepts":5},{"name":"requests","accepts":6},{"name":"max_params","accepts":22,"default":1e+60},{"name":"max_tokens","accepts":22,"default":1e+60},{"name":"max_training_flops","accepts":22,"default":1e+60},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"},{"name":"field","accepts":26,"default":null}],"fewest":2,"most":8,"fields":["params","tokens","cost","extra_cost","extra_share"],"header":false,"table":false,"measured":{"params":[["params",8]],"tokens":[["tokens",9]],"nats/token":[["loss",0]]}},"OPT_REGRET":{"usage":"OPT_REGRET(params, loss, inf_tokens, [law])","arguments":[{"name":"params","accepts":0},{"name":"loss","accepts":5},{"name":"inf_tokens","accepts":6},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":3,"most":4,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]],"nats/token":[["loss",1]]}},"COST_REGRET":{"usage":"COST_REGRET(params, loss, requests, [deployment], [law])","arguments":[{"name":"params","accepts":0},{"name":"loss","accepts":5},{"name":"requests","accepts":6},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":3,"most":5,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]],"nats/token":[["loss",1]]}},"OPT_RANGE":{"usage":"OPT_RANGE(loss, inf_tokens, [within], [law], [field])","arguments":[{"name":"loss","accepts":5},{"name":"inf_tokens","accepts":6},{"name":"within","accepts":2,"default":0.05},{"name":"law","accepts":1,"default":"chinchilla"},{"name":"field","accepts":27,"default":null}],"fewest":2,"most":5,"fields":["low","best","high"],"header":false,"table":false,"measured":{"params":[["low",5],["best",6],["high",7]],"nats/token":[["loss",0]]}},"COST_RANGE":{"usage":"COST_RANGE(loss, requests, [within], [deployment], [law], [field])","arguments":[{"name":"loss","accepts":5},{"name":"requests","accepts":6},{"name":"within","accepts":2,"default":0.05},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"},{"name":"field","accepts":27,"default":null}],"fewest":2,"most":6,"fields":["low","best","high"],"header":false,"table":false,"measured":{"params":[["low",6],["best",7],["high",8]],"nats/token":[["loss",0]]}},"TRAIN_FLOPS":{"usage":"TRAIN_FLOPS(params, tokens)","arguments":[{"name":"params","accepts":0},{"name":"tokens","accepts":0}],"fewest":2,"most":2,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]],"tokens":[["tokens",1]]}},"INF_FLOPS":{"usage":"INF_FLOPS(params, inf_tokens)","arguments":[{"name":"params","accepts":0},{"name":"inf_tokens","accepts":6}],"fewest":2,"most":2,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]]}},"TOTAL_FLOPS":{"usage":"TOTAL_FLOPS(params, tokens, inf_tokens)","arguments":[{"name":"params","accepts":0},{"name":"tokens","accepts":0},{"name":"inf_tokens","accepts":6}],"fewest":3,"most":3,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]],"tokens":[["tokens",1]]}},"TRAIN_COST":{"usage":"TRAIN_COST(params, tokens, [deployment])","arguments":[{"name":"params","accepts":0},{"name":"tokens","accepts":0},{"name":"deployment","accepts":7,"default":"paper-stated"}],"fewest":2,"most":3,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]],"tokens":[["tokens",1]]}},"INF_COST":{"usage":"INF_COST(params, requests, [deployment])","arguments":[{"name":"params","accepts":0},{"name":"requests","accepts":6},{"name":"deployment","accepts":7,"default":"paper-stated"}],"fewest":2,"most":3,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]]}},"TOTAL_COST":{"usage":"TOTAL_COST(params, tokens, requests, [deployment])","arguments":[{"name":"params","accepts":0},{"name":"tokens","accepts":0},{"name":"requests","accepts":6},{"name":"deployment","accepts":7,"default":"paper-stated"}],"fewest":3,"most":4,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]],"tokens":[["tokens",1]]}},"GPU_HOURS":{"usage":"GPU_HOURS(params, tokens, [deployment])","arguments":[{"name":"params","accepts":0},{"name":"tokens","accepts":0},{"name":"deployment","accepts":7,"default":"paper-stated"}],"fewest":2,"most":3,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]],"tokens":[["tokens",1]]}},"TRAIN_DAYS":{"usage":"TRAIN_DAYS(params, tokens, gpus, [deployment])","arguments":[{"name":"params","accepts":0},{"name":"tokens","accepts":0},{"name":"gpus","accepts":28},{"name":"deployment","accepts":7,"default":"paper-stated"}],"fewest":3,"most":4,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]],"tokens":[["tokens",1]]}},"COST_PER_MTOK":{"usage":"COST_PER_MTOK(params, [deployment])","arguments":[{"name":"params","accepts":0},{"name":"deployment","accepts":7,"default":"paper-stated"}],"fewest":1,"most":2,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]]}},"IMPLIED_DEMAND":{"usage":"IMPLIED_DEMAND(params, tokens, [law])","arguments":[{"name":"params","accepts":0},{"name":"tokens","accepts":0},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":2,"most":3,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]],"tokens":[["tokens",1]]}},"IMPLIED_REQUESTS":{"usage":"IMPLIED_REQUESTS(params, tokens, [deployment], [law])","arguments":[{"name":"params","accepts":0},{"name":"tokens","accepts":0},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":2,"most":4,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]],"tokens":[["tokens",1]]}},"BREAK_EVEN":{"usage":"BREAK_EVEN(params, tokens, other_params, other_tokens, [deployment])","arguments":[{"name":"params","accepts":0},{"name":"tokens","accepts":0},{"name":"other_params","accepts":0},{"name":"other_tokens","accepts":6},{"name":"deployment","accepts":7,"default":"paper-stated"}],"fewest":4,"most":5,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]],"tokens":[["tokens",1]]}},"BREAK_EVEN_TOKENS":{"usage":"BREAK_EVEN_TOKENS(params, tokens, other_params, other_tokens)","arguments":[{"name":"params","accepts":0},{"name":"tokens","accepts":0},{"name":"other_params","accepts":0},{"name":"other_tokens","accepts":6}],"fewest":4,"most":4,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]],"tokens":[["tokens",1]]}},"DEMAND_MEAN":{"usage":"DEMAND_MEAN(p10, p90)","arguments":[{"name":"p10","accepts":29},{"name":"p90","accepts":29}],"fewest":2,"most":2,"fields":[],"header":false,"table":false,"measured":{}},"DEMAND_PV":{"usage":"DEMAND_PV(first_month, months, [growth], [price_decline], [discount], [delay])","arguments":[{"name":"first_month","accepts":6},{"name":"months","accepts":30},{"name":"growth","accepts":31,"default":0.0},{"name":"price_decline","accepts":32,"default":0.0},{"name":"discount","accepts":33,"default":0.0},{"name":"delay","accepts":34,"default":0.0}],"fewest":2,"most":6,"fields":[],"header":false,"table":false,"measured":{}},"DEMAND_RAMP":{"usage":"DEMAND_RAMP(full, ramp_months, months, [price_decline], [discount], [delay])","arguments":[{"name":"full","accepts":6},{"name":"ramp_months","accepts":30},{"name":"months","accepts":30},{"name":"price_decline","accepts":32,"default":0.0},{"name":"discount","accepts":33,"default":0.0},{"name":"delay","accepts":34,"default":0.0}],"fewest":3,"most":6,"fields":[],"header":false,"table":false,"measured":{}},"COST_ELASTIC":{"usage":"COST_ELASTIC(loss, requests, at_params, elasticity, price_over_cost, [deployment], [law], [field])","arguments":[{"name":"loss","accepts":5},{"name":"requests","accepts":6},{"name":"at_params","accepts":0},{"name":"elasticity","accepts":12},{"name":"price_over_cost","accepts":35},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"},{"name":"field","accepts":36,"default":null}],"fewest":5,"most":8,"fields":["params","tokens","requests","cost","revenue","profit"],"header":false,"table":false,"measured":{"params":[["params",8]],"tokens":[["tokens",9]],"nats/token":[["loss",0]]}},"PLAN_REGRET":{"usage":"PLAN_REGRET(loss, planned_requests, actual_requests, [deployment], [law])","arguments":[{"name":"loss","accepts":5},{"name":"planned_requests","accepts":6},{"name":"actual_requests","accepts":6},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":3,"most":5,"fields":[],"header":false,"table":false,"measured":{"nats/token":[["loss",0]]}},"MINIMAX_PLAN":{"usage":"MINIMAX_PLAN(loss, low_requests, high_requests, [kind], [deployment], [law], [field])","arguments":[{"name":"loss","accepts":5},{"name":"low_requests","accepts":6},{"name":"high_requests","accepts":6},{"name":"kind","accepts":37,"default":"relative"},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"},{"name":"field","accepts":38,"default":null}],"fewest":3,"most":7,"fields":["params","tokens","regret","regret_cost"],"header":false,"table":false,"measured":{"params":[["params",7]],"tokens":[["tokens",8]],"nats/token":[["loss",0]]}},"COST_QUANTILES":{"usage":"COST_QUANTILES(loss, p10_requests, p90_requests, [deployment], [law], [field])","arguments":[{"name":"loss","accepts":5},{"name":"p10_requests","accepts":29},{"name":"p90_requests","accepts":29},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"},{"name":"field","accepts":39,"default":null}],"fewest":3,"most":6,"fields":["params","tokens","cost_p10","cost_mean","cost_p90","value_of_knowing"],"header":false,"table":false,"measured":{"params":[["params",6]],"tokens":[["tokens",7]],"nats/token":[["loss",0]]}},"COST_OF_QUALITY":{"usage":"COST_OF_QUALITY(loss, requests, [deployment], [law])","arguments":[{"name":"loss","accepts":5},{"name":"requests","accepts":6},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":2,"most":4,"fields":[],"header":false,"table":false,"measured":{"nats/token":[["loss",0]]}},"LAW_COMPARE":{"usage":"LAW_COMPARE(params, inf_tokens, [deployment])","arguments":[{"name":"params","accepts":0},{"name":"inf_tokens","accepts":6},{"name":"deployment","accepts":7,"default":null}],"fewest":2,"most":3,"fields":[],"header":false,"table":true,"measured":{"params":[["params",0]]}},"GROWTH_PARAMS":{"usage":"GROWTH_PARAMS(factor, [law])","arguments":[{"name":"factor","accepts":40},{"name":"law","accepts":41,"default":"chinchilla"}],"fewest":1,"most":2,"fields":[],"header":false,"table":false,"measured":{}},"GROWTH_TOKENS":{"usage":"GROWTH_TOKENS(factor, [law])","arguments":[{"name":"factor","accepts":40},{"name":"law","accepts":41,"default":"chinchilla"}],"fewest":1,"most":2,"fields":[],"header":false,"table":false,"measured":{}},"API_COST":{"usage":"API_COST(requests, input_price, output_price, [deployment])","arguments":[{"name":"requests","accepts":6},{"name":"input_price","accepts":35},{"name":"output_price","accepts":35},{"name":"deployment","accepts":7,"default":"paper-stated"}],"fewest":3,"most":4,"fields":[],"header":false,"table":false,"measured":{}},"BREAK_EVEN_API":{"usage":"BREAK_EVEN_API(loss, input_price, output_price, [params], [deployment], [law])","arguments":[{"name":"loss","accepts":5},{"name":"input_price","accepts":35},{"name":"output_price","accepts":35},{"name":"params","accepts":6,"default":0.0},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"}],"fewest":3,"most":6,"fields":[],"header":false,"table":false,"measured":{"params":[["params",3]],"nats/token":[["loss",0]]}},"GPU_HOUR_COST":{"usage":"GPU_HOUR_COST(purchase, years, [residual], [utilisation], [power_kw], [pue], [price_kwh], [overhead_share])","arguments":[{"name":"purchase","accepts":42},{"name":"years","accepts":43},{"name":"residual","accepts":12,"default":0.0},{"name":"utilisation","accepts":10,"default":1.0},{"name":"power_kw","accepts":44,"default":0.0},{"name":"pue","accepts":45,"default":1.56},{"name":"price_kwh","accepts":2,"default":0.0806},{"name":"overhead_share","accepts":2,"default":0.0}],"fewest":2,"most":8,"fields":[],"header":false,"table":false,"measured":{}},"ENERGY":{"usage":"ENERGY(hours, gpu, [pue], [grid_intensity], [field])","arguments":[{"name":"hours","accepts":6},{"name":"gpu","accepts":15},{"name":"pue","accepts":45,"default":1.56},{"name":"grid_intensity","accepts":46,"default":0.436},{"name":"field","accepts":47,"default":null}],"fewest":2,"most":5,"fields":["energy","emissions"],"header":false,"table":false,"measured":{}},"SPECULATIVE_SPEEDUP":{"usage":"SPECULATIVE_SPEEDUP(acceptance, draft_tokens, draft_cost)","arguments":[{"name":"acceptance","accepts":12},{"name":"draft_tokens","accepts":14},{"name":"draft_cost","accepts":2}],"fewest":3,"most":3,"fields":[],"header":false,"table":false,"measured":{}},"DECODE_SPEED":{"usage":"DECODE_SPEED(params, gpu, [batch], [context], [gpus], [bits], [kv_bytes], [precision], [field])","arguments":[{"name":"params","accepts":0},{"name":"gpu","accepts":15},{"name":"batch","accepts":28,"default":1},{"name":"context","accepts":42,"default":0},{"name":"gpus","accepts":13,"default":1},{"name":"bits","accepts":48,"default":"16"},{"name":"kv_bytes","accepts":42,"default":131072},{"name":"precision","accepts":16,"default":null},{"name":"field","accepts":49,"default":null}],"fewest":2,"most":9,"fields":["per_stream","total"],"header":false,"table":false,"measured":{"params":[["params",0]]}},"DECODE_PARAMS":{"usage":"DECODE_PARAMS(speed, gpu, [batch], [context], [gpus], [bits], [kv_bytes], [precision])","arguments":[{"name":"speed","accepts":50},{"name":"gpu","accepts":15},{"name":"batch","accepts":28,"default":1},{"name":"context","accepts":42,"default":0},{"name":"gpus","accepts":13,"default":1},{"name":"bits","accepts":48,"default":"16"},{"name":"kv_bytes","accepts":42,"default":131072},{"name":"precision","accepts":16,"default":null}],"fewest":2,"most":8,"fields":[],"header":false,"table":false,"measured":{"params":[["params",8]]}},"COST_ROOFLINE":{"usage":"COST_ROOFLINE(loss, requests, batch, context, [kv_bytes], [deployment], [law], [bits], [field])","arguments":[{"name":"loss","accepts":5},{"name":"requests","accepts":6},{"name":"batch","accepts":28},{"name":"context","accepts":42},{"name":"kv_bytes","accepts":42,"default":131072},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"},{"name":"bits","accepts":51,"default":8},{"name":"field","accepts":52,"default":null}],"fewest":4,"most":9,"fields":["params","tokens","cost","output_mfu","speed"],"header":false,"table":false,"measured":{"params":[["params",9]],"tokens":[["tokens",10]],"nats/token":[["loss",0]]}},"FLEET_PLAN":{"usage":"FLEET_PLAN(loss, peak_requests_per_s, years, [deployment], [law], [field])","arguments":[{"name":"loss","accepts":5},{"name":"peak_requests_per_s","accepts":53},{"name":"years","accepts":54},{"name":"deployment","accepts":7,"default":"paper-stated"},{"name":"law","accepts":1,"default":"chinchilla"},{"name":"field","accepts":55,"default":null}],"fewest":3,"most":6,"fields":["gpus","params","tokens","cost"],"header":false,"table":false,"measured":{"params":[["params",7]],"tokens":[["tokens",8]],"nats/token":[["loss",0]]}},"GPU_PRICE":{"usage":"GPU_PRICE(gpu, [provider], [commitment], [as_of])","arguments":[{"name":"gpu","accepts":15},{"name":"provider","accepts":17,"default":null},{"name":"commitment","accepts":18,"default":"on-demand"},{"name":"as_of","accepts":19,"default":null}],"fewest":1,"most":4,"fields":[],"header":false,"table":false,"measured":{}},"GPU_PEAK":{"usage":"GPU_PEAK(gpu, precision)","arguments":[{"name":"gpu","accepts":15},{"name":"precision","accepts":16}],"fewest":2,"most":2,"fields":[],"header":false,"table":false,"measured":{}},"GPU_MEMORY":{"usage":"GPU_MEMORY(gpu)","arguments":[{"name":"gpu","accepts":15}],"fewest":1,"most":1,"fields":[],"header":false,"table":false,"measured":{}},"GPU_BANDWIDTH":{"usage":"GPU_BANDWIDTH(gpu)","arguments":[{"name":"gpu","accepts":15}],"fewest":1,"most":1,"fields":[],"header":false,"table":false,"measured":{}},"MODEL_MEMORY":{"usage":"MODEL_MEMORY(params, [bits])","arguments":[{"name":"params","accepts":0},{"name":"bits","accepts":51,"default":16}],"fewest":1,"most":2,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]]}},"GPUS_TO_FIT":{"usage":"GPUS_TO_FIT(params, gpu, [bits])","arguments":[{"name":"params","accepts":0},{"name":"gpu","accepts":15},{"name":"bits","accepts":51,"default":16}],"fewest":2,"most":3,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]]}},"MFU_DECODE":{"usage":"MFU_DECODE(params, gpu, batch, [context], [bits], [kv_bytes], [precision])","arguments":[{"name":"params","accepts":0},{"name":"gpu","accepts":15},{"name":"batch","accepts":28},{"name":"context","accepts":42,"default":0},{"name":"bits","accepts":48,"default":"16"},{"name":"kv_bytes","accepts":42,"default":131072},{"name":"precision","accepts":16,"default":null}],"fewest":3,"most":7,"fields":[],"header":false,"table":false,"measured":{"params":[["params",0]]}},"MFU_REF":{"usage":"MFU_REF(reference, [precision])","arguments":[{"name":"reference","accepts":56},{"name":"precision","accepts":16,"default":null}],"fewest":1,"most":2,"fields":[],"header":false,"table":false,"measured":{}},"REQUEST_TOKENS":{"usage":"REQUEST_TOKENS(mix, [field])","arguments":[{"name":"mix","accepts":20},{"name":"field","accepts":57,"default":null}],"fewest":1,"most":2,"fields":["input_tokens","output_tokens"],"header":false,"table":false,"measured":{}},"MODEL_PARAMS":{"usage":"MODEL_PARAMS(model, [which])","arguments":[{"name":"model","accepts":58},{"name":"which","accepts":59,"default":"total"}],"fewest":1,"most":2,"fields":[],"header":false,"table":false,"measured":{"params":[["params",2]]}},"MODEL_TOKENS":{"usage":"MODEL_TOKENS(model)","arguments":[{"name":"model","accepts":58}],"fewest":1,"most":1,"fields":[],"header":false,"table":false,"measured":{"tokens":[["tokens",1]]}},"WHY":{"usage":"WHY(function_name, [cells], …)","arguments":[{"name":"function_name","accepts":60},{"name":"cells","accepts":61,"default":null}],"fewest":1,"most":30,"fields":[],"header":false,"table":false,"measured":{}},"NOTES":{"usage":"NOTES(function_name, [cells], …)","arguments":[{"name":"function_name","accepts":60},{"name":"cells","accepts":61,"default":null}],"fewest":1,"most":30,"fields":[],"header":false,"table":false,"measured":{}},"XLPLANNER_VERSION":{"usage":"XLPLANNER_VERSION()","arguments":[],"fewest":0,"most":0,"fields":[],"header":false,"table":false,"measured":{}}},"leftOut":{"FIT_LAW":"fits a law by minimising over the runs, with as many steps as it takes","FIT_CHECK":"fits a law by minimising over the runs, with as many steps as it takes","OPT_BAND":"ranks the optimum under 200 refits of a law","COST_BAND":"ranks the optimum under 200 refits of a law","COST_SENSITIVITY":"takes derivatives by complex numbers and ranks them","GPU_PRICE_TREND":"is a regression over the months of the price index"},"catalogue":["LAW_LOSS","LAW_TOKENS","LAW_PARAMS","LAW_INFO","CHINCHILLA_PARAMS","CHINCHILLA_TOKENS","CHINCHILLA_FLOPS","CHINCHILLA_QUALITY","OPT_PARAMS","OPT_TOKENS","OPT_FLOPS","OPT_SAVINGS","OPT_PLAN","COST_OPT","COST_OPT_PARAMS","COST_OPT_TOKENS","COST_OPT_TOTAL","COST_OPT_SAVINGS","DEPLOYMENT_INFO","BUDGET_PLAN","BUDGET_LOSS","COST_BUDGET","OPT_LIMITED","COST_LIMITED","OPT_REGRET","COST_REGRET","OPT_RANGE","COST_RANGE","TRAIN_FLOPS","INF_FLOPS","TOTAL_FLOPS","TRAIN_COST","INF_COST","TOTAL_COST","GPU_HOURS","TRAIN_DAYS","COST_PER_MTOK","IMPLIED_DEMAND","IMPLIED_REQUESTS","BREAK_EVEN","BREAK_EVEN_TOKENS","DEMAND_MEAN","DEMAND_PV","DEMAND_RAMP","COST_ELASTIC","PLAN_REGRET","MINIMAX_PLAN","COST_QUANTILES","COST_OF_QUALITY","COST_SENSITIVITY","LAW_COMPARE","OPT_BAND","COST_BAND","FIT_LAW","FIT_CHECK","GROWTH_PARAMS","GROWTH_TOKENS","API_COST","BREAK_EVEN_API","GPU_HOUR_COST","ENERGY","SPECULATIVE_SPEEDUP","DECODE_SPEED","DECODE_PARAMS","COST_ROOFLINE","FLEET_PLAN","GPU_PRICE","GPU_PRICE_TREND","GPU_PEAK","GPU_MEMORY","GPU_BANDWIDTH","MODEL_MEMORY","GPUS_TO_FIT","MFU_DECODE","MFU_REF","REQUEST_TOKENS","MODEL_PARAMS","MODEL_TOKENS","WHY","NOTES","XLPLANNER_VERSION"],"codes":{"domain":"#NUM!","value":"#VALUE!","unknown":"#N/A"},"errors":["#BLOCKED!","#BUSY!","#CALC!","#CONNECT!","#DIV/0!","#EXTERNAL!","#FIELD!","#GETTING_DATA","#N/A","#NAME?","#NULL!","#NUM!","#PYTHON!","#REF!","#SPILL!","#UNKNOWN!","#VALUE!"],"exponents":{"k":"e3","m":"e6","mn":"e6","b":"e9","bn":"e9","t":"e12","tn":"e12","%":"e-2"},"law":1,"model":58,"noAnswer":"the answer is beyond the largest number a cell can hold","columns":["law","loss","chinchilla_tokens","params","tokens","saving"],"accepts":[{"limits":"at least 1 and at most 1e+30","kind":"number","low":1,"high":1e+30,"open":false,"whole":false},{"limits":"the name of a law or a two-column range of labels and values","kind":"record","noun":"law","names":["chinchilla","hoffmann-rounded","hoffmann-tex","besiroglu","epoch-refit","muennighoff","gadre-c4","gadre-redpajama","gadre-refinedweb"],"aliases":{},"elsewhere":{"hoffmann-1":"gives exponents of growth with the budget alone: use it in GROWTH_PARAMS and GROWTH_TOKENS","hoffmann-2":"gives exponents of growth with the budget alone: use it in GROWTH_PARAMS and GROWTH_TOKENS","hoffmann-3":"gives exponents of growth with the budget alone: use it in GROWTH_PARAMS and GROWTH_TOKENS","kaplan":"gives exponents of growth with the budget alone: use it in GROWTH_PARAMS and GROWTH_TOKENS"},"grows":false,"fields":["E","A","B","alpha","beta"],"records":[[1.69,406.4,410.7,0.336,0.283],[1.69,406.4,410.7,0.34,0.28],[1.693374,406.401,410.7228,0.33917084,0.2849083],[1.8172,482.01,2085.43,0.3478,0.3658],[1.8172180990101,477.82586823391,2143.4173633605,0.34731049888175,0.36717243262776],[1.86914,520.825,1487.716,0.3526596,0.3526596],[1.5083,113.69,152.51,0.24247,0.24247],[1.8366,166.21,287.17,0.27285,0.27285],[1.7345,125.1,196.03,0.25439,0.25439]],"labels":{"e":"E","a":"A","b":"B","alpha":"alpha","beta":"beta","law":"law"},"words":{"law":"law","E":"E","A":"A","B":"B","alpha":"alpha","beta":"beta"},"passed":["label","fittedon","leastfittedparams","mostfittedparams","leastfittedtokens","mostfittedtokens","source","date","status","note","objective","runsused","ep10","ep90","ap10","ap90","bp10","bp90","alphap10","alphap90","betap10","betap90"],"takes":{"E":2,"A":3,"B":3,"alpha":4,"beta":4},"sources":[],"titles":["E","A","B","alpha","beta"],"about":[[["law","chinchilla"],["E",1.69],["A",406.4],["B",410.7],["alpha",0.336],["beta",0.283],["label","Hoffmann 2022 as used by Sardana & Frankle"],["fitted on","MassiveText"],["least fitted params",70000000.0],["most fitted params",16000000000.0],["least fitted tokens",5000000000.0],["most fitted tokens",500000000000.0],["source","Sardana & Frankle, arXiv 2401.00448, footnote 3; De Vries 2023"],["date","2023-12"],["status","primary"],["note","The default; reproduces the paper's tables"]],[["law","hoffmann-rounded"],["E",1.69],["A",406.4],["B",410.7],["alpha",0.34],["beta",0.28],["label","Hoffmann 2022 as printed"],["fitted on","MassiveText"],["least fitted params",70000000.0],["most fitted params",16000000000.0],["least fitted tokens",5000000000.0],["most fitted tokens",500000000000.0],["source","Hoffmann et al., arXiv 2203.15556, eq. 10"],["date","2022-03"],["status","secondary"],["note","Exponents rounded to two digits: about 93 tokens per parameter at 5.76e23 FLOPs"]],[["law","hoffmann-tex"],["E",1.693374],["A",406.401],["B",410.7228],["alpha",0.33917084],["beta",0.2849083],["label","Hoffmann 2022 unrounded"],["fitted on","MassiveText"],["least fitted params",70000000.0],["most fitted params",16000000000.0],["least fitted tokens",5000000000.0],["most fitted tokens",500000000000.0],["source","TeX source of Hoffmann et al., arXiv 2203.15556, as read by Besiroglu et al., arXiv 2404.10102"],["date","2024-04"],["status","secondary"],["note","a=6.0073404, b=6.0179186, e=0.5267228 before exponentiation"]],[["law","besiroglu"],["E",1.8172],["A",482.01],["B",2085.43],["alpha",0.3478],["beta",0.3658],["label","Besiroglu 2024 replication"],["fitted on","MassiveText, 240 points read off a figure of Hoffmann et al."],["least fitted params",57000000.0],["most fitted params",16000000000.0],["least fitted tokens",820000000.0],["most fitted tokens",320000000000.0],["source","Besiroglu et al., arXiv 2404.10102"],["date","2024-04"],["status","primary"],["note","Standard errors: E 0.03, A 124.58, B 1293.23, alpha 0.02, beta 0.02. Not the minimum of the Huber objective at 1e-3: see epoch-refit"]],[["law","epoch-refit"],["E",1.8172180990101],["A",477.82586823391],["B",2143.4173633605],["alpha",0.34731049888175],["beta",0.36717243262776],["label","Refit of Epoch AI's points"],["fitted on","MassiveText, 240 points read off a figure of Hoffmann et al."],["least fitted params",57000000.0],["most fitted params",16000000000.0],["least fitted tokens",820000000.0],["most fitted tokens",320000000000.0],["source","Computed from the 240 points that Epoch AI read off a figure of Hoffmann et al. (repository analyzing-chinchilla, 2024); method of arXiv 2203.15556, appendix D.3"],["date","2026-11"],["status","computed"],["note","Minimises the sum of Huber(ln L(N, D) - ln loss, 1e-3), which is 0.0010182740178 there: the five highest of 245 losses left out, tokens = FLOPs/(6*params). The points have no licence and are not shipped"]],[["law","muennighoff"],["E",1.86914],["A",520.825],["B",1487.716],["alpha",0.3526596],["beta",0.3526596],["label","Muennighoff 2023 C4"],["fitted on","C4"],["most fitted params",9000000000.0],["most fitted tokens",900000000000.0],["source","Muennighoff et al., arXiv 2305.16264, and its datablations repository"],["date","2023-05"],["status","primary"],["note","Alpha and beta fitted as one exponent; for repeated data R_D* = 15.387756, R_N* = 5.309743. The fitted range is the most that the abstract states, repeated data included"]],[["law","gadre-c4"],["E",1.5083],["A",113.69],["B",152.51],["alpha",0.24247],["beta",0.24247],["label","Gadre 2024 C4"],["fitted on","C4"],["least fitted params",11000000.0],["most fitted params",6900000000.0],["least fitted tokens",55000000.0],["most fitted tokens",900000000000.0],["source","Gadre et al., arXiv 2403.08540, and its scaling repository"],["date","2024-03"],["status","computed"],["note","Computed from the paper's joint form; a study of over-training. The fitted range is that of all its models, from 5 to 640 tokens per parameter; the constants rest on its smaller ones"]],[["law","gadre-redpajama"],["E",1.8366],["A",166.21],["B",287.17],["alpha",0.27285],["beta",0.27285],["label","Gadre 2024 RedPajama"],["fitted on","RedPajama"],["least fitted params",11000000.0],["most fitted params",6900000000.0],["least fitted tokens",55000000.0],["most fitted tokens",900000000000.0],["source","Gadre et al., arXiv 2403.08540, and its scaling repository"],["date","2024-03"],["status","computed"],["note","Computed from the paper's joint form; a study of over-training. The fitted range is that of all its models, from 5 to 640 tokens per parameter; the constants rest on its smaller ones"]],[["law","gadre-refinedweb"],["E",1.7345],["A",125.1],["B",196.03],["alpha",0.25439],["beta",0.25439],["label","Gadre 2024 RefinedWeb"],["fitted on","RefinedWeb"],["least fitted params",11000000.0],["most fitted params",6900000000.0],["least fitted tokens",55000000.0],["most fitted tokens",900000000000.0],["source","Gadre et al., arXiv 2403.08540, and its scaling repository"],["date","2024-03"],["status","computed"],["note","Computed from the paper's joint form; a study of over-training. The fitted range is that of all its models, from 5 to 640 tokens per parameter; the constants rest on its smaller ones"]]]},{"limits":"at least 0 and at most 100","kind":"number","low":0,"high":100,"open":false,"whole":false},{"limits":"at least 1e-06 and at most 1e+12","kind":"number","low":1e-06,"high":1000000000000.0,"open":false,"whole":false},{"limits":"at least 0.01 and at most 5","kind":"number","low":0.01,"high":5,"open":false,"whole":false},{"limits":"above 0 and at most 100, or text such as \"like 30B\"","kind":"loss","low":0,"high":100,"open":true,"whole":false,"sizes":0},{"limits":"at least 0 and at most 1e+30","kind":"number","low":0,"high":1e+30,"open":false,"whole":false},{"limits":"the name of a deployment or a two-column range of labels and values","kind":"record","noun":"deployment","names":["paper-stated","paper-printed"],"aliases":{},"elsewhere":{},"grows":false,"fields":["training_price","inference_price","training_peak","inference_peak","training_mfu","input_mfu","output_mfu","input_tokens","output_tokens","cached_input","cached_price_ratio","utilisation","peak_over_mean","training_overhead","fine_tuning_tokens","inference_bandwidth"],"records":[[1.5,1.1,312000000000000.0,624000000000000.0,0.5,0.5,0.01,70.0,215.0,0.0,1.0,1.0,1.0,1.0,0.0,1.555],[1.5,1.1,312000000000000.0,624000000000000.0,0.5,0.5,0.01,92.79069767441861,192.2093023255814,0.0,1.0,1.0,1.0,1.0,0.0,1.555]],"labels":{"trainingprice":"training_price","inferenceprice":"inference_price","trainingpeak":"training_peak","inferencepeak":"inference_peak","trainingmfu":"training_mfu","inputmfu":"input_mfu","prefillmfu":"input_mfu","outputmfu":"output_mfu","decodemfu":"output_mfu","inputtokens":"input_tokens","outputtokens":"output_tokens","cachedinput":"cached_input","cachedshare":"cached_input","cachedpriceratio":"cached_price_ratio","utilisation":"utilisation","utilization":"utilisation","peakovermean":"peak_over_mean","trainingoverhead":"training_overhead","finetuningtokens":"fine_tuning_tokens","inferencebandwidth":"inference_bandwidth","traininggpu":"training_gpu","trainingprecision":"training_precision","inferencegpu":"inference_gpu","inferenceprecision":"inference_precision","provider":"provider","commitment":"commitment","asof":"as_of","requestmix":"request_mix","deployment":"deployment"},"words":{"deployment":"deployment","training_gpu":"training GPU","training_precision":"training precision","inference_gpu":"inference GPU","inference_precision":"inference precision","provider":"provider","commitment":"commitment","as_of":"as of","request_mix":"request mix","training_price":"training price","inference_price":"inference price","training_peak":"training peak","inference_peak":"inference peak","training_mfu":"training MFU","input_mfu":"input MFU","output_mfu":"output MFU","input_tokens":"input tokens","output_tokens":"output tokens","cached_input":"cached input","cached_price_ratio":"cached price ratio","utilisation":"utilisation","peak_over_mean":"peak over mean","training_overhead":"training overhead","fine_tuning_tokens":"fine tuning tokens","inference_bandwidth":"inference bandwidth"},"passed":["label","source","date","status","note"],"takes":{"training_price":8,"inference_price":8,"training_peak":9,"inference_peak":9,"training_mfu":10,"input_mfu":10,"output_mfu":10,"input_tokens":11,"output_tokens":11,"cached_input":12,"cached_price_ratio":12,"utilisation":10,"peak_over_mean":13,"training_overhead":13,"fine_tuning_tokens":6,"inference_bandwidth":14,"training_gpu":15,"training_precision":16,"inference_gpu":15,"inference_precision":16,"provider":17,"commitment":18,"as_of":19,"request_mix":20},"sources":["training_gpu","training_precision","inference_gpu","inference_precision","provider","commitment","as_of","request_mix"],"titles":["training price [USD/GPU-hour]","inference price [USD/GPU-hour]","training peak [op/s]","inference peak [op/s]","training MFU [fraction]","input MFU [fraction]","output MFU [fraction]","input tokens [tokens/request]","output tokens [tokens/request]","cached input [fraction]","cached price ratio [fraction]","utilisation [fraction]","peak over mean [times]","training overhead [times]","fine tuning tokens [tokens]","inference bandwidth [TB/s]"],"about":[[["deployment","paper-stated"],["training price [USD/GPU-hour]",1.5],["inference price [USD/GPU-hour]",1.1],["training peak [op/s]",312000000000000.0],["inference peak [op/s]",624000000000000.0],["training MFU [fraction]",0.5],["input MFU [fraction]",0.5],["output MFU [fraction]",0.01],["input tokens [tokens/request]",70.0],["output tokens [tokens/request]",215.0],["cached input [fraction]",0.0],["cached price ratio [fraction]",1.0],["utilisation [fraction]",1.0],["peak over mean [times]",1.0],["training overhead [times]",1.0],["fine tuning tokens [tokens]",0.0],["inference bandwidth [TB/s]",1.555],["label","The paper's assumptions as its text states them"],["source","Sardana & Frankle, arXiv 2401.00448, section 4"],["date","2023-12"],["status","primary"],["note","Training on A100-80GB in BF16, inference on A100-40GB in INT8; 70 input and 215 output tokens per request"]],[["deployment","paper-printed"],["training price [USD/GPU-hour]",1.5],["inference price [USD/GPU-hour]",1.1],["training peak [op/s]",312000000000000.0],["inference peak [op/s]",624000000000000.0],["training MFU [fraction]",0.5],["input MFU [fraction]",0.5],["output MFU [fraction]",0.01],["input tokens [tokens/request]",92.79069767441861],["output tokens [tokens/request]",192.2093023255814],["cached input [fraction]",0.0],["cached price ratio [fraction]",1.0],["utilisation [fraction]",1.0],["peak over mean [times]",1.0],["training overhead [times]",1.0],["fine tuning tokens [tokens]",0.0],["inference bandwidth [TB/s]",1.555],["label","The split of tokens that the printed Table 2 rests on"],["source","Derived from the printed Table 2 of Sardana & Frankle, arXiv 2401.00448"],["date","2023-12"],["status","computed"],["note","285 tokens per request with 70/215 of them input instead of 70/285; everything else as stated"]]]},{"limits":"at least 1e-06 and at most 1e+06","kind":"number","low":1e-06,"high":1000000.0,"open":false,"whole":false},{"limits":"at least 1e+06 and at most 1e+24","kind":"number","low":1000000.0,"high":1e+24,"open":false,"whole":false},{"limits":"at least 1e-06 and at most 1","kind":"number","low":1e-06,"high":1,"open":false,"whole":false},{"limits":"at least 0 and at most 1e+12","kind":"number","low":0,"high":1000000000000.0,"open":false,"whole":false},{"limits":"at least 0 and at most 1","kind":"number","low":0,"high":1,"open":false,"whole":false},{"limits":"at least 1 and at most 1e+06","kind":"number","low":1,"high":1000000.0,"open":false,"whole":false},{"limits":"at least 0 and at most 10000","kind":"number","low":0,"high":10000.0,"open":false,"whole":false},{"limits":"the name of a GPU","kind":"name","noun":"GPU","names":["V100-PCIe-16GB","V100-PCIe-32GB","V100-SXM2-16GB","V100-SXM2-32GB","T4","A10","A10G","L4","A100-PCIe-40GB","A100-40GB","A100-PCIe-80GB","A100-80GB","A800","L40S","RTX 4090","RTX A6000","RTX PRO 6000","RTX 6000 Ada","H100-PCIe-80GB","H100-SXM-80GB","H100-NVL-94GB","H200-SXM-141GB","GH200-96GB","GH200-141GB","B100","B200","GB200","B300","GB300","MI250X","MI300X","MI325X","MI350X","MI355X","TPU v4","TPU v5e","TPU v5p","TPU v6e","TPU v7","Trainium1","Trainium2","Trainium3","Inferentia2","Gaudi2","Gaudi3","H800","Gaudi1","H20","TPU v3"],"aliases":{"v100pcie":1,"v100":3,"v10016g":3,"v100sxm2":3,"v10032g":4,"a10040gbpcie":9,"a100sxm40g":10,"a100sxm440g":10,"a10080gbpcie":11,"a100sxm80g":12,"a100sxm480g":12,"a800sxm80g":13,"a80080g":13,"4090":15,"a6000":16,"rtxpro6000blackwell":17,"rtxpro6000serveredition":17,"rtx6000adageneration":18,"h100pcie":19,"h10080gbpcie":19,"h100":20,"h10080g":20,"h100sxm":20,"h100sxm5":20,"h100sxm580g":20,"h100nvl":21,"h200":22,"h200sxm":22,"h200141g":22,"gh200":23,"gb200(pergpu)":27,"gb300(pergpu)":29,"tpuv6e(trillium)":38,"trillium":38,"tpuv7(ironwood)":39,"ironwood":39,"trn1":40,"trn2":41,"trn3":42,"inf2":43,"h800sxm":46,"h80080g":46,"gaudi1(hl205)":47,"hl205":47,"h2096g":48},"elsewhere":{}},{"limits":"one of FP32, TF32, BF16, FP16, INT8, FP8, FP4","kind":"choice","keys":{"fp32":1,"tf32":2,"bf16":3,"fp16":4,"int8":5,"fp8":6,"fp4":7}},{"limits":"the name of a provider","kind":"name","noun":"provider","names":["Azure","Lambda","Modal","AWS","GCP","Jarvislabs","Oracle","Paperspace","Vast.ai","Verda","CoreWeave","Crusoe","FluidStack","Hyperstack","RunPod","Vultr","Nebius","SemiAnalysis","Together","Scaleway","DigitalOcean","Latitude.sh","Voltage Park","DeepSeek"],"aliases":{},"elsewhere":{}},{"limits":"one of on-demand, community, spot, reserved-1y, reserved-2y, reserved-3y, capacity-block, instant-cluster, marketplace, list, assumed","kind":"choice","keys":{"ondemand":1,"community":2,"spot":3,"reserved1y":4,"reserved2y":5,"reserved3y":6,"capacityblock":7,"instantcluster":8,"marketplace":9,"list":10,"assumed":11}},{"limits":"a date, its serial number, or text such as 2024, 2024-05 or 2024-05-31","kind":"day","first":false},{"limits":"the name of a request mix","kind":"name","noun":"request mix","names":["Sardana & Frankle","LMSYS-Chat-1M (per turn)","ShareGPT (vLLM paper)","Alpaca (vLLM paper)","ShareGPT (NeuPIMs)","Alpaca (NeuPIMs)","ShareGPT GPT-4","BurstGPT GPT-4 conversation","Azure 2023 conversation","Azure 2023 code","arXiv summarization (Vidur)","Mooncake (arXiv trace)","Mooncake conversation (FAST25)","Mooncake tool and agent (FAST25)","Mooncake synthetic (FAST25)","Alibaba DeepSeek-R1 service","Alibaba multimodal (mm-image)","OpenRouter all traffic, early 2024","OpenRouter all traffic, late 2025","OpenRouter programming, late 2025","Claude Code, one SWE-bench task, per LLM call"],"aliases":{},"elsewhere":{}},{"limits":"one of params, tokens, cost, chinchilla_cost, saving","kind":"choice","keys":{"params":1,"tokens":2,"cost":3,"chinchillacost":4,"saving":5}},{"limits":"at least 1 and at most 1e+60","kind":"number","low":1,"high":1e+60,"open":false,"whole":false},{"limits":"one of params, tokens, loss, training_share, unused","kind":"choice","keys":{"params":1,"tokens":2,"loss":3,"trainingshare":4,"unused":5}},{"limits":"at least 1e-06 and at most 1e+30","kind":"number","low":1e-06,"high":1e+30,"open":false,"whole":false},{"limits":"one of params, tokens, total_flops, extra_flops, extra_share","kind":"choice","keys":{"params":1,"tokens":2,"totalflops":3,"extraflops":4,"extrashare":5}},{"limits":"one of params, tokens, cost, extra_cost, extra_share","kind":"choice","keys":{"params":1,"tokens":2,"cost":3,"extracost":4,"extrashare":5}},{"limits":"one of low, best, high","kind":"choice","keys":{"low":1,"best":2,"high":3}},{"limits":"at least 1 and at most 1e+09","kind":"number","low":1,"high":1000000000.0,"open":false,"whole":false},{"limits":"above 0 and at most 1e+30","kind":"number","low":0,"high":1e+30,"open":true,"whole":false},{"limits":"at least 1 and at most 600","kind":"number","low":1,"high":600,"open":false,"whole":false},{"limits":"at least -0.99 and at most 1","kind":"number","low":-0.99,"high":1,"open":false,"whole":false},{"limits":"at least -10 and at most 0.99","kind":"number","low":-10,"high":0.99,"open":false,"whole":false},{"limits":"at least -0.99 and at most 10","kind":"number","low":-0.99,"high":10,"open":false,"whole":false},{"limits":"at least 0 and at most 600","kind":"number","low":0,"high":600,"open":false,"whole":false},{"limits":"at least 0 and at most 1e+06","kind":"number","low":0,"high":1000000.0,"open":false,"whole":false},{"limits":"one of params, tokens, requests, cost, revenue, profit","kind":"choice","keys":{"params":1,"tokens":2,"requests":3,"cost":4,"revenue":5,"profit":6}},{"limits":"one of relative, absolute","kind":"choice","keys":{"relative":1,"absolute":2}},{"limits":"one of params, tokens, regret, regret_cost","kind":"choice","keys":{"params":1,"tokens":2,"regret":3,"regretcost":4}},{"limits":"one of params, tokens, cost_p10, cost_mean, cost_p90, value_of_knowing","kind":"choice","keys":{"params":1,"tokens":2,"costp10":3,"costmean":4,"costp90":5,"valueofknowing":6}},{"limits":"at least 1e-30 and at most 1e+30","kind":"number","low":1e-30,"high":1e+30,"open":false,"whole":false},{"limits":"the name of a law or a two-column range of labels and values","kind":"record","noun":"law","names":["chinchilla","hoffmann-rounded","hoffmann-tex","besiroglu","epoch-refit","muennighoff","gadre-c4","gadre-redpajama","gadre-refinedweb","hoffmann-1","hoffmann-2","hoffmann-3","kaplan"],"aliases":{},"elsewhere":{},"grows":true,"fields":["params_share"],"records":[[0.45718901453957994],[0.45161290322580644],[0.45652591432554535],[0.5126121076233184],[0.5138995159086915],[0.5],[0.5],[0.5],[0.5],[0.5],[0.49],[0.46],[0.73]],"labels":{"e":"E","a":"A","b":"B","alpha":"alpha","beta":"beta","law":"law"},"words":{"law":"law","E":"E","A":"A","B":"B","alpha":"alpha","beta":"beta"},"passed":["label","fittedon","leastfittedparams","mostfittedparams","leastfittedtokens","mostfittedtokens","source","date","status","note","objective","runsused","ep10","ep90","ap10","ap90","bp10","bp90","alphap10","alphap90","betap10","betap90"],"takes":{"E":2,"A":3,"B":3,"alpha":4,"beta":4},"sources":[],"titles":["E","A","B","alpha","beta"],"about":[]},{"limits":"at least 0 and at most 1e+09","kind":"number","low":0,"high":1000000000.0,"open":false,"whole":false},{"limits":"at least 0.1 and at most 100","kind":"number","low":0.1,"high":100,"open":false,"whole":false},{"limits":"at least 0 and at most 1000","kind":"number","low":0,"high":1000.0,"open":false,"whole":false},{"limits":"at least 1 and at most 10","kind":"number","low":1,"high":10,"open":false,"whole":false},{"limits":"at least 0 and at most 10","kind":"number","low":0,"high":10,"open":false,"whole":false},{"limits":"one of energy, emissions","kind":"choice","keys":{"energy":1,"emissions":2}},{"limits":"one of 32, 16, 8, 4","kind":"choice","keys":{"32":1,"16":2,"8":3,"4":4}},{"limits":"one of per_stream, total","kind":"choice","keys":{"perstream":1,"total":2}},{"limits":"at least 1e-06 and at most 1e+09","kind":"number","low":1e-06,"high":1000000000.0,"open":false,"whole":false},{"limits":"at least 1 and at most 32","kind":"number","low":1,"high":32,"open":false,"whole":false},{"limits":"one of params, tokens, cost, output_mfu, speed","kind":"choice","keys":{"params":1,"tokens":2,"cost":3,"outputmfu":4,"speed":5}},{"limits":"at least 1e-09 and at most 1e+12","kind":"number","low":1e-09,"high":1000000000000.0,"open":false,"whole":false},{"limits":"at least 0.01 and at most 100","kind":"number","low":0.01,"high":100,"open":false,"whole":false},{"limits":"one of gpus, params, tokens, cost","kind":"choice","keys":{"gpus":1,"params":2,"tokens":3,"cost":4}},{"limits":"the name of a MFU reference","kind":"name","noun":"MFU reference","names":["PaLM 540B training on 6144x TPU v4","GPT-3 175B training on V100-SXM2-16GB","MT-NLG 530B training on 2240x A100-80GB, batch 1920","Gopher 280B training on 4096x TPU v3","Llama 3.1 405B training on 8192x H100-SXM-80GB","Llama 3.1 405B training on 16384x H100-SXM-80GB, pretraining (DP128)","Llama 3.1 405B training on 16384x H100-SXM-80GB, pretraining (CP=16 stage)","DeepSeek-V3 671B-A37B training on 2048x H800","Olmo 3 7B training on H100-SXM-80GB","Olmo 3 32B training on H100-SXM-80GB","Nemotron-4 15B training on 768x H100-SXM-80GB, batch 384","Nemotron-4 15B training on 1536x H100-SXM-80GB, batch 768","Nemotron-4 15B training on 2304x H100-SXM-80GB, batch 1152","GLM-130B training on 768x A100-40GB","MegaScale 175B training","GPT-175B FP8-LM training on 32x H100-SXM-80GB","MPT 70B training on 512x H100-SXM-80GB, batch 4096","MPT 70B training on 128x H100-SXM-80GB, batch 2048","MPT 30B training on 512x H100-SXM-80GB, batch 4096","MPT 13B training on 512x H100-SXM-80GB, batch 8192","MPT 7B training on 512x H100-SXM-80GB, batch 3072","MPT 7B training on 8x H100-SXM-80GB, batch 48","MPT 3B training on 512x H100-SXM-80GB, batch 4096","MPT 1B training on 512x H100-SXM-80GB, batch 6144","MPT 7B seq 65536 training on 8x H100-SXM-80GB, batch 16","MPT 3B FP8 training on 8x H100-SXM-80GB, batch 480","MPT 70B training on 64x A100-80GB, batch 2048","MPT 30B training on 8x A100-80GB, batch 504","MPT 13B training on 8x A100-80GB, batch 48","MPT 7B training on 8x A100-80GB, batch 96","MPT 3B training on 8x A100-80GB, batch 160","MPT 1B training on 8x A100-80GB, batch 448","MPT 7B seq 65536 training on 8x A100-80GB, batch 16","GPT 22B training on A100-80GB","GPT 175B training on A100-80GB","GPT 530B training on A100-80GB","GPT 1T training on A100-80GB","GPT-3 175B training on 96x H100-SXM-80GB, batch 1152","GPT-3 175B training on 4608x H100-SXM-80GB, batch 1152","GPT 462B training on 6144x H100-SXM-80GB","Llama 2 70B training on 256x TPU v6e","Llama 3.1 8B training on 256x TPU v6e","Llama 3.1 70B training on 256x TPU v6e","Llama 3.1 405B training on 256x TPU v6e","Mixtral 8x7B training on 256x TPU v6e","Llama 2 70B training on 512x TPU v5p","MaxText 16B training on 256x TPU v5e","MaxText 128B training on 256x TPU v5e","MaxText 128B training on 8192x TPU v5e","MaxText 22B training on TPU v4","MaxText 128B training on TPU v5p","MaxText 1024B training on TPU v5p","Llama 3.1 8B (torchtitan FSDP2, low end) training on 8x H100-SXM-80GB","Llama 3.1 8B (torchtitan FSDP2, high end) training on 8x H100-SXM-80GB","LLaMA 65B training on A100-80GB","Llama 2 70B training on A100-80GB","Llama 2 7B training on A100-80GB","BLOOM 176B training on A100-80GB","Pythia 12B training on A100-80GB","PaLM 540B prefill on 64x TPU v4, batch 1","PaLM 540B decode on 64x TPU v4, batch 64","PaLM 540B prefill on 64x TPU v4, batch 512","PaLM 540B decode on 64x TPU v4, batch 512","PaLM 540B (64-way TP) decode on 64x TPU v4","Llama 3.3 70B BF16 prefill on 4x H100-SXM-80GB, batch 1","Llama 3.3 70B BF16 prefill on 4x H100-SXM-80GB, batch 8","Llama 3.3 70B BF16 prefill on 4x H100-SXM-80GB, batch 32","Llama 3.3 70B BF16 decode on 4x H100-SXM-80GB, batch 1","Llama 3.3 70B BF16 decode on 4x H100-SXM-80GB, batch 8","Llama 3.3 70B BF16 decode on 4x H100-SXM-80GB, batch 16","Llama 3.3 70B BF16 decode on 4x H100-SXM-80GB, batch 32","MiniMax-01 456B-A45.9B prefill on H20","Llama 3.1 8B decode on 1x H100-SXM-80GB","Llama 3.1 8B prefill on 1x H100-SXM-80GB, ISL/OSL 2048/128","Llama 3.1 8B prefill on 1x H100-SXM-80GB, ISL/OSL 5000/500","Llama 3.1 8B decode on 1x H200-SXM-141GB","Llama 3.1 8B prefill on 1x H200-SXM-141GB","Llama 3.3 70B decode on 2x H100-SXM-80GB","Llama 3.3 70B prefill on 2x H100-SXM-80GB, ISL/OSL 2048/128","Llama 3.3 70B prefill on 2x H100-SXM-80GB, ISL/OSL 5000/500","Llama 3.3 70B decode on 1x H200-SXM-141GB","Llama 3.3 70B prefill on 1x H200-SXM-141GB","Llama 3.3 70B decode on 1x B200","Llama 3.3 70B prefill on 1x B200","Llama 3.1 405B decode on 8x H100-SXM-80GB","Llama 3.1 405B prefill on 8x H100-SXM-80GB","Llama 3.1 405B decode on 8x H200-SXM-141GB","Llama 3.1 405B prefill on 8x H200-SXM-141GB","Llama 3.1 405B decode on 4x B200","Llama 3.1 405B prefill on 4x B200","DeepSeek-V3 671B-A37B training on 2048x H800, FP8","DeepSeek-V3 671B-A37B training on 256x GB300, MXFP8, batch 4096","DeepSeek-V3 671B-A37B training on 256x GB200, MXFP8, batch 4096","gpt-oss-120b training on 64x GB300, MXFP8, batch 1280","gpt-oss-120b training on 64x GB200, MXFP8, batch 1280","Qwen3-30B-A3B training on 8x GB300, MXFP8, batch 512","Qwen3-30B-A3B training on 8x GB200, MXFP8, batch 512","Qwen3-235B-A22B training on 256x GB300, MXFP8, batch 8192","Qwen3-235B-A22B training on 256x GB200, MXFP8, batch 8192","Llama 3.1 405B training on 256x GB300, FP8, batch 1536","Llama 3.1 405B training on 256x GB300, MXFP8, batch 1536","Llama 3.1 405B training on 256x GB300, NVFP4, batch 1536","Llama 3.1 405B training on 256x GB200, FP8, batch 1536","Llama 3.1 405B training on 256x GB200, MXFP8, batch 1536","Llama 3.1 405B training on 256x GB200, NVFP4, batch 1536","Llama 3.1 405B training on 1024x H100-SXM-80GB, FP8, batch 1536","DeepSeek-V3 671B-A37B training on 256x B300, MXFP8, batch 4096","gpt-oss-120b training on 64x B300, MXFP8, batch 1280","Qwen3-30B-A3B training on 8x B300, MXFP8, batch 512","Qwen3-30B-A3B training on 16x H100-SXM-80GB, FP8, batch 1024","Kimi K2 training on 256x GB300, MXFP8, batch 4096","Llama 3 70B training on 64x GB300, FP8, batch 256","Llama 3 70B training on 64x GB300, MXFP8, batch 256","Llama 3 70B training on 64x GB300, NVFP4, batch 256","Llama 3 70B training on 64x GB200, FP8, batch 256","Llama 3 70B training on 64x GB200, MXFP8, batch 256","Llama 3 70B training on 64x GB200, NVFP4, batch 256","Llama 3 70B training on 64x H100-SXM-80GB, FP8, batch 256","DeepSeek-V3 671B-A37B training on 256x B200, MXFP8, batch 4096","gpt-oss-120b training on 64x GB300, BF16, batch 1280","gpt-oss-120b training on 64x GB200, BF16, batch 1280","gpt-oss-120b training on 64x B300, BF16, batch 1280","gpt-oss-120b training on 64x B200, BF16, batch 1280","gpt-oss-120b training on 64x H100-SXM-80GB, BF16, batch 1280","Qwen3-30B-A3B training on 8x B200, MXFP8, batch 512","Qwen3-235B-A22B training on 256x B300, MXFP8, batch 8192","Qwen3-235B-A22B training on 256x B200, MXFP8, batch 8192","Qwen3-235B-A22B training on 256x H100-SXM-80GB, FP8, batch 8192","Llama 3 8B training on 8x GB300, FP8, batch 128","DeepSeek-V3 671B-A37B training on 256x GB300, BF16, batch 4096","Qwen3-235B-A22B training on 256x GB300, BF16, batch 8192","Llama 3 8B training on 8x GB200, FP8, batch 128","DeepSeek-V3 671B-A37B training on 256x GB200, BF16, batch 4096","Qwen3-235B-A22B training on 256x GB200, BF16, batch 8192","Llama 3 8B training on 8x B200, FP8, batch 128","Llama 3.1 405B training on 128x B200, FP8, batch 64","Llama 3 8B training on 8x H100-SXM-80GB, FP8, batch 128","Llama 3.1 405B training on 256x TPU v7, BF16","Llama 3.1 405B training on 256x TPU v7, FP8","Llama 3.1 70B training on 64x TPU v7, BF16","Llama 3.1 70B training on 64x TPU v7, FP8","DeepSeek-V3 671B-A37B training on 256x TPU v7, BF16","DeepSeek-V3 671B-A37B training on 256x TPU v7, FP8","gpt-oss-120b training on 64x TPU v7, BF16","Qwen3-235B-A22B training on 256x TPU v7, BF16","Qwen3-235B-A22B training on 256x TPU v7, FP8","GPT-3 175B training on TPU v6e, BF16","GPT-3 175B training on TPU v6e, FP8","Mixtral 8x22B training on TPU v6e, BF16","Mistral 7B training on TPU v6e, BF16","GPT-3 175B training on TPU v5p, INT8","Llama 3.1 405B training on TPU v5p, BF16","DeepSeek-V3 671B-A37B training on TPU v5p, BF16","Llama 4 Scout training on TPU v5p, BF16","Llama 4 Maverick training on TPU v5p, BF16","Llama 3.1 405B training on 512x H100-SXM-80GB, FP8","Llama 3.1 405B training on 2048x H100-SXM-80GB, FP8","Llama 3.1 405B training on 8192x H100-SXM-80GB, FP8","Llama 3.1 405B training on 512x GB200, FP8","Llama 3.1 405B training on 2496x GB200, FP8","Llama 3.1 405B training on 512x GB300, FP4","Llama 3.1 405B training on 512x GB200, FP4","Llama 3.1 405B training on 2560x GB200, FP4","Llama 3.1 405B training on 5120x GB200, FP4","Llama 3.1 405B training on 256x B200, FP8","Llama 3.1 8B training on 8x MI355X, FP8","Llama 3.1 8B training on 8x MI350X, FP8","Llama 3.1 8B training on 64x H100-SXM-80GB, FP8","GPT-3 175B training on 512x H100-SXM-80GB, FP8","GPT-3 175B training on 11616x H100-SXM-80GB, FP8","GPT-3 175B training on 64x B200, FP8","GPT-3 175B training on 1024x TPU v6e, INT8","GPT-3 175B training on 3072x TPU v6e, INT8","GPT-3 175B training on 2048x TPU v5p, INT8","GPT-3 175B training on 4096x TPU v5p, INT8","GPT-3 175B training on 6144x TPU v5p, INT8","Llama 2 70B decode on 8x B200, FP4","DeepSeek-R1 decode on 8x B200, FP4","DeepSeek-R1 decode on 72x GB200, FP4","DeepSeek-R1 decode on 72x GB300, FP4","Llama 2 70B decode on 8x H200-SXM-141GB, FP8","Llama 2 70B decode on 8x MI300X, FP8","Mixtral 8x7B decode on 8x MI300X, FP8","Llama 2 70B decode on 8x MI325X, FP8","Mixtral 8x7B decode on 8x MI325X, FP8","DeepSeek-V3 prefill on 8x H800, production, average of a day, 2025-02","DeepSeek-V3 decode on 8x H800, production, average of a day, 2025-02","DeepSeek-V3 prefill on 8x H100-SXM-80GB, SGLang, 2,000-token inputs, disaggregated, 2025-05","DeepSeek-V3 decode on 8x H100-SXM-80GB, SGLang, 2,000-token inputs, disaggregated, 2025-05","DeepSeek-V3 prefill on 1x GB200, SGLang on NVL72, FP8 attention, NVFP4 MoE, 2025-09","DeepSeek-V3 decode on 1x GB200, SGLang on NVL72, FP8 attention, NVFP4 MoE, 2025-09","DeepSeek-V3 prefill on 1x GB200, SGLang on NVL72, BF16 attention, FP8 MoE, 2025-09","DeepSeek-V3 decode on 1x GB200, SGLang on NVL72, BF16 attention, FP8 MoE, 2025-09","DeepSeek-V3 decode on 1x GB200, SGLang on NVL72, part 1, 2025-06","Llama 3.1 8B training on 512x Trainium1, BF16","Llama 3.1 70B training on 512x Trainium1, BF16","Llama 3 8B decode on 16x Trainium1, BF16, batch 8","LLaMA 13B training on A100-80GB, BF16","Llama 3 8B training on H100-SXM-80GB, BF16","Llama 3 70B training on H100-SXM-80GB, BF16","Llama 3.1 8B training on H100-SXM-80GB, BF16","Llama 3.1 70B training on H100-SXM-80GB, BF16","Llama 3.1 405B training on H100-SXM-80GB, BF16","Llama 4 Scout training on H100-SXM-80GB, BF16","Llama 4 Maverick training on H100-SXM-80GB, BF16","Falcon 180B training on A100-40GB, BF16","Apertus 70B training on GH200-96GB, BF16","Olmo 3 32B training on H100-SXM-80GB, BF16","TinyLlama 1.1B training on A100-40GB, BF16","Phi-3-mini training on H100-SXM-80GB, BF16","Phi-3-small training on H100-SXM-80GB, BF16","Phi-3-medium training on H100-SXM-80GB, BF16"],"aliases":{},"elsewhere":{}},{"limits":"one of input_tokens, output_tokens","kind":"choice","keys":{"inputtokens":1,"outputtokens":2}},{"limits":"the name of a model","kind":"name","noun":"model","names":["Gopher","GPT-3 175B","Chinchilla","LLaMA 7B","LLaMA 65B","Llama 2 7B","Llama 2 13B","Llama 2 70B","Llama 3.1 8B","Llama 3.1 70B","Llama 3.1 405B","DeepSeek-V3","Qwen2.5-72B","DCLM-7B","PaLM 540B","BLOOM 176B","Llama 3 8B","Llama 3 70B","Llama 3.2 1B","Llama 3.2 3B","Llama 3.2 11B Vision","Llama 3.2 90B Vision","Llama 3.3 70B","Llama 4 Scout","Llama 4 Maverick","LLaMA 13B","LLaMA 33B","DeepSeek LLM 67B","DeepSeek-V2","DeepSeek-V2-Lite","gpt-oss-120b","gpt-oss-20b","Qwen3-235B-A22B","Qwen3-30B-A3B","Qwen1.5-72B","Qwen1.5-14B","Qwen1.5-7B","Kimi K2","GLM-4.5","GLM-4.5-Air","TinyLlama 1.1B","DBRX","Grok-1","Yi-34B","Yi-6B","MiniMax-Text-01","OLMo 7B","OLMo 1B","OLMo 2 7B","OLMo 2 13B","OLMo 2 32B","Olmo 3 32B","SmolLM3 3B","Pythia 12B","Pythia 6.9B","Falcon 180B","Falcon 40B","Mixtral 8x22B","Mixtral 8x7B","Nemotron-4 340B","Apertus 70B","Apertus 8B","Gemma 2 27B","Gemma 3 27B","Gemma 3 12B","Gemma 3 4B","Gemma 3 1B","Phi-3-mini","Phi-3-small","Phi-3-medium"],"aliases":{},"elsewhere":{}},{"limits":"one of total, active","kind":"choice","keys":{"total":1,"active":2}},{"limits":"anything","kind":"any"},{"limits":"anything","kind":"any"}],"tables":{"xlp_gpu_power_w":{"of":15,"rows":[[250],[250],[300],[300],[70],[150],[150],[72],[250],[400],[300],[400],[400],[350],[450],[300],[600],[300],[350],[700],[400],[700],[700],[700],[700],[1000],[1200],[1100],[1400],[560],[750],[1000],[1000],[1400],[[0]],[[0]],[[0]],[[0]],[[0]],[[0]],[500],[700],[[0]],[600],[900],[700],[350],[400],[[0]]]},"xlp_roofline_peak":{"of":15,"rows":[[14100000000000,14100000000000,[1],[2],112000000000000,[3],[4],[5],112000000000000,14100000000000,[1],[2],112000000000000,[3],[4],[5],112000000000000,14100000000000,[1],[2],112000000000000,[3],[4],[5],112000000000000,14100000000000,[1],[2],112000000000000,[3],[4],[5]],[14100000000000,14100000000000,[1],[2],112000000000000,[3],[4],[5],112000000000000,14100000000000,[1],[2],112000000000000,[3],[4],[5],112000000000000,14100000000000,[1],[2],112000000000000,[3],[4],[5],112000000000000,14100000000000,[1],[2],112000000000000,[3],[4],[5]],[15700000000000,15700000000000,[1],[2],125000000000000,[3],[4],[5],125000000000000,15700000000000,[1],[2],125000000000000,[3],[4],[5],125000000000000,15700000000000,[1],[2],125000000000000,[3],[4],[5],125000000000000,15700000000000,[1],[2],125000000000000,[3],[4],[5]],[15700000000000,15700000000000,[1],[2],125000000000000,[3],[4],[5],125000000000000,15700000000000,[1],[2],125000000000000,[3],[4],[5],125000000000000,15700000000000,[1],[2],125000000000000,[3],[4],[5],125000000000000,15700000000000,[1],[2],125000000000000,[3],[4],[5]],[8100000000000,8100000000000,[6],[7],65000000000000,130000000000000,[8],[9],65000000000000,8100000000000,[6],[7],65000000000000,130000000000000,[8],[9],130000000000000,8100000000000,[6],[7],65000000000000,130000000000000,[8],[9],65000000000000,8100000000000,[6],[7],65000000000000,130000000000000,[8],[9]],[31200000000000,31200000000000,[10],125000000000000,125000000000000,250000000000000,[11],[12],125000000000000,31200000000000,[10],125000000000000,125000000000000,250000000000000,[11],[12],250000000000000,31200000000000,[10],125000000000000,125000000000000,250000000000000,[11],[12],125000000000000,31200000000000,[10],125000000000000,125000000000000,250000000000000,[11],[12]],[31500000000000,31500000000000,[10],70000000000000,70000000000000,140000000000000,[11],[12],70000000000000,31500000000000,[10],70000000000000,70000000000000,140000000000000,[11],[12],140000000000000,31500000000000,[10],70000000000000,70000000000000,140000000000000,[11],[12],70000000000000,31500000000000,[10],70000000000000,70000000000000,140000000000000,[11],[12]],[60000000000000,30300000000000,60000000000000,121000000000000,121000000000000,242000000000000,242500000000000,[13],121000000000000,30300000000000,60000000000000,121000000000000,121000000000000,242000000000000,242500000000000,[13],242500000000000,30300000000000,60000000000000,121000000000000,121000000000000,242000000000000,242500000000000,[13],121000000000000,30300000000000,60000000000000,121000000000000,121000000000000,242000000000000,242500000000000,[13]],[156000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15],312000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15],624000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15],312000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15]],[156000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15],312000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15],624000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15],312000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15]],[156000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15],312000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15],624000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15],312000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15]],[156000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15],312000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15],624000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15],312000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15]],[156000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15],312000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15],624000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15],312000000000000,19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15]],[183000000000000,91600000000000,183000000000000,362000000000000,362000000000000,733000000000000,733000000000000,[13],362000000000000,91600000000000,183000000000000,362000000000000,362000000000000,733000000000000,733000000000000,[13],733000000000000,91600000000000,183000000000000,362000000000000,362000000000000,733000000000000,733000000000000,[13],362000000000000,91600000000000,183000000000000,362000000000000,362000000000000,733000000000000,733000000000000,[13]],[82600000000000,82600000000000,82600000000000,165000000000000,165000000000000,660600000000000,[14],[15],165000000000000,82600000000000,82600000000000,165000000000000,165000000000000,660600000000000,[14],[15],660600000000000,82600000000000,82600000000000,165000000000000,165000000000000,660600000000000,[14],[15],165000000000000,82600000000000,82600000000000,165000000000000,165000000000000,660600000000000,[14],[15]],[38700000000000,38700000000000,[10],154800000000000,154800000000000,309600000000000,[11],[12],154800000000000,38700000000000,[10],154800000000000,154800000000000,309600000000000,[11],[12],309600000000000,38700000000000,[10],154800000000000,154800000000000,309600000000000,[11],[12],154800000000000,38700000000000,[10],154800000000000,154800000000000,309600000000000,[11],[12]],[251900000000000,125950000000000,251900000000000,503800000000000,503800000000000,1010000000000000,1010000000000000,2020000000000000,503800000000000,125950000000000,251900000000000,503800000000000,503800000000000,1010000000000000,1010000000000000,2020000000000000,1010000000000000,125950000000000,251900000000000,503800000000000,503800000000000,1010000000000000,1010000000000000,2020000000000000,2020000000000000,125950000000000,251900000000000,503800000000000,503800000000000,1010000000000000,1010000000000000,2020000000000000],[182000000000000,91100000000000,182000000000000,360000000000000,360000000000000,729000000000000,729000000000000,[13],360000000000000,91100000000000,182000000000000,360000000000000,360000000000000,729000000000000,729000000000000,[13],729000000000000,91100000000000,182000000000000,360000000000000,360000000000000,729000000000000,729000000000000,[13],360000000000000,91100000000000,182000000000000,360000000000000,360000000000000,729000000000000,729000000000000,[13]],[378000000000000,51000000000000,378000000000000,756000000000000,756000000000000,1513000000000000,1513000000000000,[13],756000000000000,51000000000000,378000000000000,756000000000000,756000000000000,1513000000000000,1513000000000000,[13],1513000000000000,51000000000000,378000000000000,756000000000000,756000000000000,1513000000000000,1513000000000000,[13],756000000000000,51000000000000,378000000000000,756000000000000,756000000000000,1513000000000000,1513000000000000,[13]],[494500000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13],989000000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13],1979000000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13],989000000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13]],[[16],[17],[18],835000000000000,835000000000000,1671000000000000,1671000000000000,[19],835000000000000,[17],[18],835000000000000,835000000000000,1671000000000000,1671000000000000,[19],1671000000000000,[17],[18],835000000000000,835000000000000,1671000000000000,1671000000000000,[19],835000000000000,[17],[18],835000000000000,835000000000000,1671000000000000,1671000000000000,[19]],[494500000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13],989000000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13],1979000000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13],989000000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13]],[494500000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13],989000000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13],1979000000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13],989000000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13]],[494500000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13],989000000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13],1979000000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13],989000000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13]],[875000000000000,[20],875000000000000,1750000000000000,1750000000000000,3500000000000000,3500000000000000,7000000000000000,1750000000000000,[20],875000000000000,1750000000000000,1750000000000000,3500000000000000,3500000000000000,7000000000000000,3500000000000000,[20],875000000000000,1750000000000000,1750000000000000,3500000000000000,3500000000000000,7000000000000000,7000000000000000,[20],875000000000000,1750000000000000,1750000000000000,3500000000000000,3500000000000000,7000000000000000],[1125000000000000,75000000000000,1125000000000000,2250000000000000,2250000000000000,4500000000000000,4500000000000000,9000000000000000,2250000000000000,75000000000000,1125000000000000,2250000000000000,2250000000000000,4500000000000000,4500000000000000,9000000000000000,4500000000000000,75000000000000,1125000000000000,2250000000000000,2250000000000000,4500000000000000,4500000000000000,9000000000000000,9000000000000000,75000000000000,1125000000000000,2250000000000000,2250000000000000,4500000000000000,4500000000000000,9000000000000000],[1250000000000000,80000000000000,1250000000000000,2500000000000000,2500000000000000,5000000000000000,5000000000000000,10000000000000000,2500000000000000,80000000000000,1250000000000000,2500000000000000,2500000000000000,5000000000000000,5000000000000000,10000000000000000,5000000000000000,80000000000000,1250000000000000,2500000000000000,2500000000000000,5000000000000000,5000000000000000,10000000000000000,10000000000000000,80000000000000,1250000000000000,2500000000000000,2500000000000000,5000000000000000,5000000000000000,10000000000000000],[1125000000000000,75000000000000,1125000000000000,2250000000000000,2250000000000000,157500000000000,4500000000000000,13125000000000000,2250000000000000,75000000000000,1125000000000000,2250000000000000,2250000000000000,157500000000000,4500000000000000,13125000000000000,4500000000000000,75000000000000,1125000000000000,2250000000000000,2250000000000000,157500000000000,4500000000000000,13125000000000000,13125000000000000,75000000000000,1125000000000000,2250000000000000,2250000000000000,157500000000000,4500000000000000,13125000000000000],[1250000000000000,80000000000000,1250000000000000,2500000000000000,2500000000000000,165000000000000,5000000000000000,15000000000000000,2500000000000000,80000000000000,1250000000000000,2500000000000000,2500000000000000,165000000000000,5000000000000000,15000000000000000,5000000000000000,80000000000000,1250000000000000,2500000000000000,2500000000000000,165000000000000,5000000000000000,15000000000000000,15000000000000000,80000000000000,1250000000000000,2500000000000000,2500000000000000,165000000000000,5000000000000000,15000000000000000],[47900000000000,47900000000000,[10],383000000000000,383000000000000,383000000000000,[11],[12],383000000000000,47900000000000,[10],383000000000000,383000000000000,383000000000000,[11],[12],383000000000000,47900000000000,[10],383000000000000,383000000000000,383000000000000,[11],[12],383000000000000,47900000000000,[10],383000000000000,383000000000000,383000000000000,[11],[12]],[653700000000000,163400000000000,653700000000000,1307400000000000,1307400000000000,2614900000000000,2610000000000000,[13],1307400000000000,163400000000000,653700000000000,1307400000000000,1307400000000000,2614900000000000,2610000000000000,[13],2614900000000000,163400000000000,653700000000000,1307400000000000,1307400000000000,2614900000000000,2610000000000000,[13],1307400000000000,163400000000000,653700000000000,1307400000000000,1307400000000000,2614900000000000,2610000000000000,[13]],[653700000000000,163400000000000,653700000000000,1307400000000000,1307400000000000,2600000000000000,2610000000000000,[13],1307400000000000,163400000000000,653700000000000,1307400000000000,1307400000000000,2600000000000000,2610000000000000,[13],2610000000000000,163400000000000,653700000000000,1307400000000000,1307400000000000,2600000000000000,2610000000000000,[13],1307400000000000,163400000000000,653700000000000,1307400000000000,1307400000000000,2600000000000000,2610000000000000,[13]],[144200000000000,144200000000000,[21],2307000000000000,2307000000000000,4614000000000000,4614000000000000,9200000000000000,2307000000000000,144200000000000,[21],2307000000000000,2307000000000000,4614000000000000,4614000000000000,9200000000000000,4614000000000000,144200000000000,[21],2307000000000000,2307000000000000,4614000000000000,4614000000000000,9200000000000000,9200000000000000,144200000000000,[21],2307000000000000,2307000000000000,4614000000000000,4614000000000000,9200000000000000],[157300000000000,157300000000000,[21],2500000000000000,2500000000000000,5000000000000000,5000000000000000,10100000000000000,2500000000000000,157300000000000,[21],2500000000000000,2500000000000000,5000000000000000,5000000000000000,10100000000000000,5000000000000000,157300000000000,[21],2500000000000000,2500000000000000,5000000000000000,5000000000000000,10100000000000000,10100000000000000,157300000000000,[21],2500000000000000,2500000000000000,5000000000000000,5000000000000000,10100000000000000],[[16],[22],[23],275000000000000,[24],275000000000000,[25],[26],275000000000000,[22],[23],275000000000000,[24],275000000000000,[25],[26],275000000000000,[22],[23],275000000000000,[24],275000000000000,[25],[26],275000000000000,[22],[23],275000000000000,[24],275000000000000,[25],[26]],[[16],[22],[23],197000000000000,[24],393000000000000,[25],[26],197000000000000,[22],[23],197000000000000,[24],393000000000000,[25],[26],393000000000000,[22],[23],197000000000000,[24],393000000000000,[25],[26],197000000000000,[22],[23],197000000000000,[24],393000000000000,[25],[26]],[[16],[27],[28],459000000000000,[29],918000000000000,459000000000000,[30],459000000000000,[27],[28],459000000000000,[29],918000000000000,459000000000000,[30],918000000000000,[27],[28],459000000000000,[29],918000000000000,459000000000000,[30],459000000000000,[27],[28],459000000000000,[29],918000000000000,459000000000000,[30]],[[16],[27],[28],918000000000000,[29],1836000000000000,918000000000000,[30],918000000000000,[27],[28],918000000000000,[29],1836000000000000,918000000000000,[30],1836000000000000,[27],[28],918000000000000,[29],1836000000000000,918000000000000,[30],918000000000000,[27],[28],918000000000000,[29],1836000000000000,918000000000000,[30]],[[16],[31],[32],2307000000000000,[33],[34],4614000000000000,[35],2307000000000000,[31],[32],2307000000000000,[33],[34],4614000000000000,[35],4614000000000000,[31],[32],2307000000000000,[33],[34],4614000000000000,[35],2307000000000000,[31],[32],2307000000000000,[33],[34],4614000000000000,[35]],[190000000000000,47500000000000,190000000000000,190000000000000,190000000000000,380000000000000,190000000000000,[13],190000000000000,47500000000000,190000000000000,190000000000000,190000000000000,380000000000000,190000000000000,[13],380000000000000,47500000000000,190000000000000,190000000000000,190000000000000,380000000000000,190000000000000,[13],190000000000000,47500000000000,190000000000000,190000000000000,190000000000000,380000000000000,190000000000000,[13]],[667000000000000,181000000000000,667000000000000,667000000000000,667000000000000,[36],1299000000000000,[37],667000000000000,181000000000000,667000000000000,667000000000000,667000000000000,[36],1299000000000000,[37],1299000000000000,181000000000000,667000000000000,667000000000000,667000000000000,[36],1299000000000000,[37],667000000000000,181000000000000,667000000000000,667000000000000,667000000000000,[36],1299000000000000,[37]],[671000000000000,183000000000000,671000000000000,671000000000000,671000000000000,[38],2517000000000000,2517000000000000,671000000000000,183000000000000,671000000000000,671000000000000,671000000000000,[38],2517000000000000,2517000000000000,2517000000000000,183000000000000,671000000000000,671000000000000,671000000000000,[38],2517000000000000,2517000000000000,2517000000000000,183000000000000,671000000000000,671000000000000,671000000000000,[38],2517000000000000,2517000000000000],[190000000000000,47500000000000,190000000000000,190000000000000,190000000000000,380000000000000,190000000000000,[13],190000000000000,47500000000000,190000000000000,190000000000000,190000000000000,380000000000000,190000000000000,[13],380000000000000,47500000000000,190000000000000,190000000000000,190000000000000,380000000000000,190000000000000,[13],190000000000000,47500000000000,190000000000000,190000000000000,190000000000000,380000000000000,190000000000000,[13]],[[16],[31],[32],432000000000000,[33],[34],865000000000000,[35],432000000000000,[31],[32],432000000000000,[33],[34],865000000000000,[35],865000000000000,[31],[32],432000000000000,[33],[34],865000000000000,[35],432000000000000,[31],[32],432000000000000,[33],[34],865000000000000,[35]],[459000000000000,229000000000000,459000000000000,1677000000000000,459000000000000,[36],1677000000000000,[37],1677000000000000,229000000000000,459000000000000,1677000000000000,459000000000000,[36],1677000000000000,[37],1677000000000000,229000000000000,459000000000000,1677000000000000,459000000000000,[36],1677000000000000,[37],1677000000000000,229000000000000,459000000000000,1677000000000000,459000000000000,[36],1677000000000000,[37]],[494500000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13],989000000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13],1979000000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13],989000000000000,67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13]],[[16],[39],[40],[41],[42],[43],[44],[45],[46],[39],[40],[41],[42],[43],[44],[45],[47],[39],[40],[41],[42],[43],[44],[45],[48],[39],[40],[41],[42],[43],[44],[45]],[74000000000000,44000000000000,74000000000000,148000000000000,148000000000000,296000000000000,296000000000000,[13],148000000000000,44000000000000,74000000000000,148000000000000,148000000000000,296000000000000,296000000000000,[13],296000000000000,44000000000000,74000000000000,148000000000000,148000000000000,296000000000000,296000000000000,[13],148000000000000,44000000000000,74000000000000,148000000000000,148000000000000,296000000000000,296000000000000,[13]],[[16],[49],[50],123000000000000,[51],[52],[53],[54],123000000000000,[49],[50],123000000000000,[51],[52],[53],[54],123000000000000,[49],[50],123000000000000,[51],[52],[53],[54],123000000000000,[49],[50],123000000000000,[51],[52],[53],[54]]]},"xlp_gpu_bandwidth_tb_per_s":{"of":15,"rows":[[0.9],[0.9],[0.9],[0.9],[0.32],[0.6],[0.6],[0.3],[1.555],[1.555],[1.935],[2.039],[2.039],[0.864],[1.008],[0.768],[1.792],[0.96],[2],[3.35],[3.938],[4.8],[4],[4.8],[8],[8],[8],[8],[8],[3.28],[5.3],[6],[8],[8],[1.2],[0.819],[2.765],[1.638],[7.38],[0.88],[2.9],[4.9],[0.88],[2.45],[3.7],[3.35],[1],[4],[0.9]]},"xlp_stored_bits":{"of":null,"rows":[[32],[16],[8],[4]]},"xlp_gpu_name":{"of":15,"rows":[["V100-PCIe-16GB"],["V100-PCIe-32GB"],["V100-SXM2-16GB"],["V100-SXM2-32GB"],["T4"],["A10"],["A10G"],["L4"],["A100-PCIe-40GB"],["A100-40GB"],["A100-PCIe-80GB"],["A100-80GB"],["A800"],["L40S"],["RTX 4090"],["RTX A6000"],["RTX PRO 6000"],["RTX 6000 Ada"],["H100-PCIe-80GB"],["H100-SXM-80GB"],["H100-NVL-94GB"],["H200-SXM-141GB"],["GH200-96GB"],["GH200-141GB"],["B100"],["B200"],["GB200"],["B300"],["GB300"],["MI250X"],["MI300X"],["MI325X"],["MI350X"],["MI355X"],["TPU v4"],["TPU v5e"],["TPU v5p"],["TPU v6e"],["TPU v7"],["Trainium1"],["Trainium2"],["Trainium3"],["Inferentia2"],["Gaudi2"],["Gaudi3"],["H800"],["Gaudi1"],["H20"],["TPU v3"]]},"GPU_PEAK":{"of":15,"rows":[[14100000000000,[1],[2],112000000000000,[3],[4],[5]],[14100000000000,[1],[2],112000000000000,[3],[4],[5]],[15700000000000,[1],[2],125000000000000,[3],[4],[5]],[15700000000000,[1],[2],125000000000000,[3],[4],[5]],[8100000000000,[6],[7],65000000000000,130000000000000,[8],[9]],[31200000000000,[10],125000000000000,125000000000000,250000000000000,[11],[12]],[31500000000000,[10],70000000000000,70000000000000,140000000000000,[11],[12]],[30300000000000,60000000000000,121000000000000,121000000000000,242000000000000,242500000000000,[13]],[19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15]],[19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15]],[19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15]],[19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15]],[19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15]],[91600000000000,183000000000000,362000000000000,362000000000000,733000000000000,733000000000000,[13]],[82600000000000,82600000000000,165000000000000,165000000000000,660600000000000,[14],[15]],[38700000000000,[10],154800000000000,154800000000000,309600000000000,[11],[12]],[125950000000000,251900000000000,503800000000000,503800000000000,1010000000000000,1010000000000000,2020000000000000],[91100000000000,182000000000000,360000000000000,360000000000000,729000000000000,729000000000000,[13]],[51000000000000,378000000000000,756000000000000,756000000000000,1513000000000000,1513000000000000,[13]],[67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13]],[[17],[18],835000000000000,835000000000000,1671000000000000,1671000000000000,[19]],[67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13]],[67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13]],[67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13]],[[20],875000000000000,1750000000000000,1750000000000000,3500000000000000,3500000000000000,7000000000000000],[75000000000000,1125000000000000,2250000000000000,2250000000000000,4500000000000000,4500000000000000,9000000000000000],[80000000000000,1250000000000000,2500000000000000,2500000000000000,5000000000000000,5000000000000000,10000000000000000],[75000000000000,1125000000000000,2250000000000000,2250000000000000,157500000000000,4500000000000000,13125000000000000],[80000000000000,1250000000000000,2500000000000000,2500000000000000,165000000000000,5000000000000000,15000000000000000],[47900000000000,[10],383000000000000,383000000000000,383000000000000,[11],[12]],[163400000000000,653700000000000,1307400000000000,1307400000000000,2614900000000000,2610000000000000,[13]],[163400000000000,653700000000000,1307400000000000,1307400000000000,2600000000000000,2610000000000000,[13]],[144200000000000,[21],2307000000000000,2307000000000000,4614000000000000,4614000000000000,9200000000000000],[157300000000000,[21],2500000000000000,2500000000000000,5000000000000000,5000000000000000,10100000000000000],[[22],[23],275000000000000,[24],275000000000000,[25],[26]],[[22],[23],197000000000000,[24],393000000000000,[25],[26]],[[27],[28],459000000000000,[29],918000000000000,459000000000000,[30]],[[27],[28],918000000000000,[29],1836000000000000,918000000000000,[30]],[[31],[32],2307000000000000,[33],[34],4614000000000000,[35]],[47500000000000,190000000000000,190000000000000,190000000000000,380000000000000,190000000000000,[13]],[181000000000000,667000000000000,667000000000000,667000000000000,[36],1299000000000000,[37]],[183000000000000,671000000000000,671000000000000,671000000000000,[38],2517000000000000,2517000000000000],[47500000000000,190000000000000,190000000000000,190000000000000,380000000000000,190000000000000,[13]],[[31],[32],432000000000000,[33],[34],865000000000000,[35]],[229000000000000,459000000000000,1677000000000000,459000000000000,[36],1677000000000000,[37]],[67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13]],[[39],[40],[41],[42],[43],[44],[45]],[44000000000000,74000000000000,148000000000000,148000000000000,296000000000000,296000000000000,[13]],[[49],[50],123000000000000,[51],[52],[53],[54]]]},"GPU_MEMORY":{"of":15,"rows":[[16],[32],[16],[32],[16],[24],[24],[24],[40],[40],[80],[80],[80],[48],[24],[48],[96],[48],[80],[80],[94],[141],[96],[141],[192],[180],[186],[270],[288],[128],[192],[256],[288],[288],[32],[16],[95],[32],[192],[32],[96],[144],[32],[96],[128],[80],[32],[96],[32]]},"GPU_BANDWIDTH":{"of":15,"rows":[[0.9],[0.9],[0.9],[0.9],[0.32],[0.6],[0.6],[0.3],[1.555],[1.555],[1.935],[2.039],[2.039],[0.864],[1.008],[0.768],[1.792],[0.96],[2],[3.35],[3.938],[4.8],[4],[4.8],[8],[8],[8],[8],[8],[3.28],[5.3],[6],[8],[8],[1.2],[0.819],[2.765],[1.638],[7.38],[0.88],[2.9],[4.9],[0.88],[2.45],[3.7],[3.35],[1],[4],[0.9]]},"xlp_gpu_memory_gb":{"of":15,"rows":[[16],[32],[16],[32],[16],[24],[24],[24],[40],[40],[80],[80],[80],[48],[24],[48],[96],[48],[80],[80],[94],[141],[96],[141],[192],[180],[186],[270],[288],[128],[192],[256],[288],[288],[32],[16],[95],[32],[192],[32],[96],[144],[32],[96],[128],[80],[32],[96],[32]]},"MFU_REF":{"of":56,"rows":[[0.462,[55],[56],0.462,0.462,[57],[58],[59]],[0.213,[60],[61],0.213,0.213,[62],[63],[64]],[0.302,[55],[56],0.302,0.302,[57],[58],[59]],[0.325,[55],[56],0.325,0.325,[57],[58],[59]],[0.43,[55],[56],0.43,0.43,[57],[58],[59]],[0.41,[55],[56],0.41,0.41,[57],[58],[59]],[0.38,[55],[56],0.38,0.38,[57],[58],[59]],[0.3894,[65],[66],[67],[68],0.19460161697827186,0.19460161697827186,[69]],[0.43,[55],[56],0.43,0.43,[57],[58],[59]],[0.41,[55],[56],0.41,0.41,[57],[58],[59]],[0.343,[55],[56],0.343,0.343,[57],[58],[59]],[0.333,[55],[56],0.333,0.333,[57],[58],[59]],[0.305,[55],[56],0.305,0.305,[57],[58],[59]],[0.325,[55],[56],0.325,0.325,[57],[58],[59]],[0.552,[55],[56],0.552,0.552,[57],[58],[59]],[0.342,[70],[71],[72],[73],0.342,0.342,[74]],[0.4125,[55],[56],0.4125,0.4125,[57],[58],[59]],[0.4336,[55],[56],0.4336,0.4336,[57],[58],[59]],[0.4027,[55],[56],0.4027,0.4027,[57],[58],[59]],[0.4112,[55],[56],0.4112,0.4112,[57],[58],[59]],[0.422,[55],[56],0.422,0.422,[57],[58],[59]],[0.4644,[55],[56],0.4644,0.4644,[57],[58],[59]],[0.3924,[55],[56],0.3924,0.3924,[57],[58],[59]],[0.3665,[55],[56],0.3665,0.3665,[57],[58],[59]],[0.2859,[55],[56],0.2859,0.2859,[57],[58],[59]],[0.277,[70],[71],[72],[73],0.277,0.277,[74]],[0.5333,[55],[56],0.5333,0.5333,[57],[58],[59]],[0.553,[55],[56],0.553,0.553,[57],[58],[59]],[0.5957,[55],[56],0.5957,0.5957,[57],[58],[59]],[0.6423,[55],[56],0.6423,0.6423,[57],[58],[59]],[0.6211,[55],[56],0.6211,0.6211,[57],[58],[59]],[0.5986,[55],[56],0.5986,0.5986,[57],[58],[59]],[0.4697,[55],[56],0.4697,0.4697,[57],[58],[59]],[0.415,[55],[56],0.415,0.415,[57],[58],[59]],[0.514,[55],[56],0.514,0.514,[57],[58],[59]],[0.56,[55],[56],0.56,0.56,[57],[58],[59]],[0.563,[55],[56],0.563,0.563,[57],[58],[59]],[0.47,[55],[56],0.47,0.47,[57],[58],[59]],[0.42,[55],[56],0.42,0.42,[57],[58],[59]],[0.47,[55],[56],0.47,0.47,[57],[58],[59]],[0.438,[55],[56],0.438,0.438,[57],[58],[59]],[0.4546,[55],[56],0.4546,0.4546,[57],[58],[59]],[0.5033,[55],[56],0.5033,0.5033,[57],[58],[59]],[0.3855,[55],[56],0.3855,0.3855,[57],[58],[59]],[0.3523,[55],[56],0.3523,0.3523,[57],[58],[59]],[0.654,[55],[56],0.654,0.654,[57],[58],[59]],[0.611,[55],[56],0.611,0.611,[57],[58],[59]],[0.5606,[55],[56],0.5606,0.5606,[57],[58],[59]],[0.4625,[55],[56],0.4625,0.4625,[57],[58],[59]],[0.567,[55],[56],0.567,0.567,[57],[58],[59]],[0.6868,[55],[56],0.6868,0.6868,[57],[58],[59]],[0.648,[55],[56],0.648,0.648,[57],[58],[59]],[0.33,[55],[56],0.33,0.33,[57],[58],[59]],[0.39,[55],[56],0.39,0.39,[57],[58],[59]],[0.4769,[55],[56],0.4769,0.4769,[57],[58],[59]],[0.4284,[55],[56],0.4284,0.4284,[57],[58],[59]],[0.3906,[55],[56],0.3906,0.3906,[57],[58],[59]],[0.3182,[55],[56],0.3182,0.3182,[57],[58],[59]],[0.2624,[55],[56],0.2624,0.2624,[57],[58],[59]],[0.43,[75],[76],[77],[78],0.43,[79],[80]],[0.14,[75],[76],[77],[78],0.14,[79],[80]],[0.76,[55],[56],0.76,0.76,[57],[58],[59]],[0.33,[55],[56],0.33,0.33,[57],[58],[59]],[0.44,[55],[56],0.44,0.44,[57],[58],[59]],[0.4022,[55],[56],0.4022,0.4022,[57],[58],[59]],[0.4699,[55],[56],0.4699,0.4699,[57],[58],[59]],[0.4161,[55],[56],0.4161,0.4161,[57],[58],[59]],[0.002,[55],[56],0.002,0.002,[57],[58],[59]],[0.0151,[55],[56],0.0151,0.0151,[57],[58],[59]],[0.0279,[55],[56],0.0279,0.0279,[57],[58],[59]],[0.0497,[55],[56],0.0497,0.0497,[57],[58],[59]],[0.75,[55],[56],0.75,0.75,[57],[58],[59]],[0.1958,[70],[71],[72],[73],0.1958,0.1958,[74]],[0.476,[70],[71],[72],[73],0.476,0.476,[74]],[0.3088,[70],[71],[72],[73],0.3088,0.3088,[74]],[0.2261,[70],[71],[72],[73],0.2261,0.2261,[74]],[0.4881,[70],[71],[72],[73],0.4881,0.4881,[74]],[0.2519,[70],[71],[72],[73],0.2519,0.2519,[74]],[0.4618,[70],[71],[72],[73],0.4618,0.4618,[74]],[0.3521,[70],[71],[72],[73],0.3521,0.3521,[74]],[0.3285,[70],[71],[72],[73],0.3285,0.3285,[74]],[0.5357,[70],[71],[72],[73],0.5357,0.5357,[74]],[0.1653,[81],[82],[83],[84],[85],[86],0.1653],[0.3569,[81],[82],[83],[84],[85],[86],0.3569],[0.2364,[70],[71],[72],[73],0.2364,0.2364,[74]],[0.3948,[70],[71],[72],[73],0.3948,0.3948,[74]],[0.2913,[70],[71],[72],[73],0.2913,0.2913,[74]],[0.3974,[70],[71],[72],[73],0.3974,0.3974,[74]],[0.1921,[81],[82],[83],[84],[85],[86],0.1921],[0.2871,[81],[82],[83],[84],[85],[86],0.2871],[0.1731,[70],[71],[72],[73],0.1731,0.1731,[74]],[0.327,[70],[71],[72],[73],0.327,0.327,[74]],[0.2552,[70],[71],[72],[73],0.2552,0.2552,[74]],[0.2154,[70],[71],[72],[73],0.2154,0.2154,[74]],[0.1868,[70],[71],[72],[73],0.1868,0.1868,[74]],[0.2058,[70],[71],[72],[73],0.2058,0.2058,[74]],[0.1846,[70],[71],[72],[73],0.1846,0.1846,[74]],[0.2612,[70],[71],[72],[73],0.2612,0.2612,[74]],[0.2154,[70],[71],[72],[73],0.2154,0.2154,[74]],[0.5292,[70],[71],[72],[73],0.5292,0.5292,[74]],[0.4806,[70],[71],[72],[73],0.4806,0.4806,[74]],[0.2383,[81],[82],[83],[84],[85],[86],0.2383],[0.4258,[70],[71],[72],[73],0.4258,0.4258,[74]],[0.3952,[70],[71],[72],[73],0.3952,0.3952,[74]],[0.2944,[81],[82],[83],[84],[85],[86],0.2944],[0.4154,[70],[71],[72],[73],0.4154,0.4154,[74]],[0.2044,[70],[71],[72],[73],0.2044,0.2044,[74]],[0.1342,[70],[71],[72],[73],0.1342,0.1342,[74]],[0.2084,[70],[71],[72],[73],0.2084,0.2084,[74]],[0.1026,[70],[71],[72],[73],0.1026,0.1026,[74]],[0.2198,[70],[71],[72],[73],0.2198,0.2198,[74]],[0.4696,[70],[71],[72],[73],0.4696,0.4696,[74]],[0.4372,[70],[71],[72],[73],0.4372,0.4372,[74]],[0.2169,[81],[82],[83],[84],[85],[86],0.2169],[0.3784,[70],[71],[72],[73],0.3784,0.3784,[74]],[0.3328,[70],[71],[72],[73],0.3328,0.3328,[74]],[0.2202,[81],[82],[83],[84],[85],[86],0.2202],[0.3694,[70],[71],[72],[73],0.3694,0.3694,[74]],[0.192,[70],[71],[72],[73],0.192,0.192,[74]],[0.2092,[55],[56],0.2092,0.2092,[57],[58],[59]],[0.1808,[55],[56],0.1808,0.1808,[57],[58],[59]],[0.184,[55],[56],0.184,0.184,[57],[58],[59]],[0.164,[55],[56],0.164,0.164,[57],[58],[59]],[0.1598,[55],[56],0.1598,0.1598,[57],[58],[59]],[0.1376,[70],[71],[72],[73],0.1376,0.1376,[74]],[0.1951,[70],[71],[72],[73],0.1951,0.1951,[74]],[0.1244,[70],[71],[72],[73],0.1244,0.1244,[74]],[0.1278,[70],[71],[72],[73],0.1278,0.1278,[74]],[0.3866,[70],[71],[72],[73],0.3866,0.3866,[74]],[0.3844,[55],[56],0.3844,0.3844,[57],[58],[59]],[0.3628,[55],[56],0.3628,0.3628,[57],[58],[59]],[0.3244,[70],[71],[72],[73],0.3244,0.3244,[74]],[0.3128,[55],[56],0.3128,0.3128,[57],[58],[59]],[0.2912,[55],[56],0.2912,0.2912,[57],[58],[59]],[0.3502,[70],[71],[72],[73],0.3502,0.3502,[74]],[0.3704,[70],[71],[72],[73],0.3704,0.3704,[74]],[0.3759,[70],[71],[72],[73],0.3759,0.3759,[74]],[0.5468,[55],[56],0.5468,0.5468,[57],[58],[59]],[0.4177,[70],[71],[72],[73],0.4177,0.4177,[74]],[0.5232,[55],[56],0.5232,0.5232,[57],[58],[59]],[0.4019,[70],[71],[72],[73],0.4019,0.4019,[74]],[0.2656,[55],[56],0.2656,0.2656,[57],[58],[59]],[0.1611,[70],[71],[72],[73],0.1611,0.1611,[74]],[0.1432,[55],[56],0.1432,0.1432,[57],[58],[59]],[0.273,[55],[56],0.273,0.273,[57],[58],[59]],[0.1523,[70],[71],[72],[73],0.1523,0.1523,[74]],[0.4193,[55],[56],0.4193,0.4193,[57],[58],[59]],[0.5057,[70],[71],[72],[73],0.5057,0.5057,[74]],[0.3622,[55],[56],0.3622,0.3622,[57],[58],[59]],[0.4706,[55],[56],0.4706,0.4706,[57],[58],[59]],[0.4327,[87],[88],[89],[90],0.4327,0.4327,[91]],[0.6853,[55],[56],0.6853,0.6853,[57],[58],[59]],[0.3321,[55],[56],0.3321,0.3321,[57],[58],[59]],[0.4913,[55],[56],0.4913,0.4913,[57],[58],[59]],[0.3486,[55],[56],0.3486,0.3486,[57],[58],[59]],[0.4103,[70],[71],[72],[73],0.4103,0.4103,[74]],[0.3977,[70],[71],[72],[73],0.3977,0.3977,[74]],[0.3586,[70],[71],[72],[73],0.3586,0.3586,[74]],[0.3592,[70],[71],[72],[73],0.3592,0.3592,[74]],[0.3416,[70],[71],[72],[73],0.3416,0.3416,[74]],[0.2053,[81],[82],[83],[84],[85],[86],0.2053],[0.2341,[81],[82],[83],[84],[85],[86],0.2341],[0.204,[81],[82],[83],[84],[85],[86],0.204],[0.1753,[81],[82],[83],[84],[85],[86],0.1753],[0.3181,[70],[71],[72],[73],0.3181,0.3181,[74]],[0.3025,[70],[71],[72],[73],0.3025,0.3025,[74]],[0.2673,[70],[71],[72],[73],0.2673,0.2673,[74]],[0.2693,[70],[71],[72],[73],0.2693,0.2693,[74]],[0.4193,[70],[71],[72],[73],0.4193,0.4193,[74]],[0.2723,[70],[71],[72],[73],0.2723,0.2723,[74]],[0.3812,[70],[71],[72],[73],0.3812,0.3812,[74]],[0.2182,[87],[88],[89],[90],0.2182,0.2182,[91]],[0.2146,[87],[88],[89],[90],0.2146,0.2146,[91]],[0.4165,[87],[88],[89],[90],0.4165,0.4165,[91]],[0.3793,[87],[88],[89],[90],0.3793,0.3793,[91]],[0.391,[87],[88],[89],[90],0.391,0.391,[91]],[0.1946,[81],[82],[83],[84],[85],[86],0.1946],[0.0343,[81],[82],[83],[84],[85],[86],0.0343],[0.0298,[81],[82],[83],[84],[85],[86],0.0298],[0.0288,[81],[82],[83],[84],[85],[86],0.0288],[0.3055,[70],[71],[72],[73],0.3055,0.3055,[74]],[0.1838,[70],[71],[72],[73],0.1838,0.1838,[74]],[0.0655,[70],[71],[72],[73],0.0655,0.0655,[74]],[0.2282,[70],[71],[72],[73],0.2282,0.2282,[74]],[0.085,[70],[71],[72],[73],0.085,0.085,[74]],[0.1505,[70],[71],[72],[73],0.1505,0.1505,[74]],[0.0692,[70],[71],[72],[73],0.0692,0.0692,[74]],[0.2445,[70],[71],[72],[73],0.2445,0.2445,[74]],[0.1042,[70],[71],[72],[73],0.1042,0.1042,[74]],[0.3871,[70],[71],[72],[73],0.3871,0.3871,[74]],[0.1981,[70],[71],[72],[73],0.1981,0.1981,[74]],[0.2734,[70],[71],[72],[73],0.2734,0.2734,[74]],[0.1345,[70],[71],[72],[73],0.1345,0.1345,[74]],[0.1122,[70],[71],[72],[73],0.1122,0.1122,[74]],[0.1945,[55],[56],0.1945,0.1945,[57],[58],[59]],[0.2832,[55],[56],0.2832,0.2832,[57],[58],[59]],[0.006,[55],[56],0.006,0.006,[57],[58],[59]],[0.5138,[55],[56],0.5138,0.5138,[57],[58],[59]],[0.1561,[55],[56],0.1561,0.1561,[57],[58],[59]],[0.2788,[55],[56],0.2788,0.2788,[57],[58],[59]],[0.139,[55],[56],0.139,0.139,[57],[58],[59]],[0.2549,[55],[56],0.2549,0.2549,[57],[58],[59]],[0.3452,[55],[56],0.3452,0.3452,[57],[58],[59]],[0.2292,[55],[56],0.2292,0.2292,[57],[58],[59]],[0.2648,[55],[56],0.2648,0.2648,[57],[58],[59]],[0.4808,[55],[56],0.4808,0.4808,[57],[58],[59]],[0.2949,[55],[56],0.2949,0.2949,[57],[58],[59]],[0.2311,[55],[56],0.2311,0.2311,[57],[58],[59]],[0.5101,[55],[56],0.5101,0.5101,[57],[58],[59]],[0.172,[55],[56],0.172,0.172,[57],[58],[59]],[0.128,[55],[56],0.128,0.128,[57],[58],[59]],[0.2194,[55],[56],0.2194,0.2194,[57],[58],[59]]]},"REQUEST_TOKENS input_tokens":{"of":20,"rows":[[70],[69.5],[161],[19],[80],[12],[306],[830],[1154.7],[2047.85],[2588.08],[7590],[12035],[8596],[15325],[1268.2],[1221.9],[1500],[6000],[[92]],[[92]]]},"REQUEST_TOKENS output_tokens":{"of":20,"rows":[[215],[214.5],[338],[58],[296],[56],[500],[271],[211.13],[27.88],[291.43],[182],[343],[182],[149],[1527.4],[129.7],[150],[400],[[92]],[[92]]]},"REQUEST_TOKENS field":{"of":20,"rows":[[70,215],[69.5,214.5],[161,338],[19,58],[80,296],[12,56],[306,500],[830,271],[1154.7,211.13],[2047.85,27.88],[2588.08,291.43],[7590,182],[12035,343],[8596,182],[15325,149],[1268.2,1527.4],[1221.9,129.7],[1500,150],[6000,400],[20000,[92]],[21739,[92]]]},"MODEL_PARAMS":{"of":58,"rows":[[280000000000,280000000000],[175000000000,175000000000],[70000000000,70000000000],[6700000000,6700000000],[65200000000,65200000000],[6740000000,6740000000],[13000000000,13000000000],[69000000000,69000000000],[8030000000,8030000000],[70600000000,70600000000],[405000000000,405000000000],[671000000000,37000000000],[72700000000,72700000000],[7000000000,7000000000],[540350000000,540350000000],[176250000000,176250000000],[8030000000,8030000000],[70600000000,70600000000],[1230000000,1230000000],[3210000000,3210000000],[10600000000,10600000000],[88800000000,88800000000],[70600000000,70600000000],[109000000000,17000000000],[400000000000,17000000000],[13000000000,13000000000],[32500000000,32500000000],[67000000000,67000000000],[236000000000,21000000000],[16000000000,2400000000],[116800000000,5100000000],[20900000000,3600000000],[235000000000,22000000000],[30000000000,3000000000],[72000000000,72000000000],[14000000000,14000000000],[7000000000,7000000000],[1000000000000,32000000000],[355000000000,32000000000],[106000000000,12000000000],[1100000000,1100000000],[132000000000,36000000000],[314000000000,[93]],[34000000000,34000000000],[6000000000,6000000000],[456000000000,45900000000],[7000000000,7000000000],[1000000000,1000000000],[7000000000,7000000000],[13000000000,13000000000],[32000000000,32000000000],[32000000000,32000000000],[3000000000,3000000000],[11842000000,11842000000],[6900000000,6900000000],[180000000000,180000000000],[40000000000,40000000000],[140620634112,39152031744],[46700000000,12900000000],[340000000000,340000000000],[70000000000,70000000000],[8000000000,8000000000],[27000000000,27000000000],[27000000000,27000000000],[12000000000,12000000000],[4000000000,4000000000],[1000000000,1000000000],[3800000000,3800000000],[7000000000,7000000000],[14000000000,14000000000]]},"MODEL_TOKENS":{"of":58,"rows":[[300000000000],[300000000000],[1400000000000],[1000000000000],[1400000000000],[2000000000000],[2000000000000],[2000000000000],[15000000000000],[15000000000000],[15600000000000],[14800000000000],[18000000000000],[2500000000000],[780000000000],[366000000000],[15000000000000],[15000000000000],[9000000000000],[9000000000000],[[94]],[[94]],[15000000000000],[40000000000000],[22000000000000],[1000000000000],[1400000000000],[2000000000000],[8100000000000],[[94]],[[94]],[[94]],[36000000000000],[36000000000000],[3000000000000],[4000000000000],[4000000000000],[15500000000000],[[94]],[[94]],[3000000000000],[12000000000000],[[94]],[3000000000000],[3000000000000],[[94]],[2500000000000],[3000000000000],[4000000000000],[5000000000000],[6000000000000],[6000000000000],[11000000000000],[299900000000],[299900000000],[3500000000000],[1000000000000],[[94]],[[94]],[9000000000000],[15000000000000],[15000000000000],[13000000000000],[14000000000000],[12000000000000],[4000000000000],[2000000000000],[3300000000000],[4800000000000],[4800000000000]]}},"offers":"; they have ","magnitudes":[[1000000000000.0,"T"],[1000000000.0,"B"],[1000000.0,"M"],[1000.0,"K"]],"notes":{"fitted":{"params":[[70000000.0,16000000000.0],[70000000.0,16000000000.0],[70000000.0,16000000000.0],[57000000.0,16000000000.0],[57000000.0,16000000000.0],[null,9000000000.0],[11000000.0,6900000000.0],[11000000.0,6900000000.0],[11000000.0,6900000000.0]],"tokens":[[5000000000.0,500000000000.0],[5000000000.0,500000000000.0],[5000000000.0,500000000000.0],[820000000.0,320000000000.0],[820000000.0,320000000000.0],[null,900000000000.0],[55000000.0,900000000000.0],[55000000.0,900000000000.0],[55000000.0,900000000000.0]]},"stock":300000000000000.0,"vocabulary":50257.0,"paper":1,"mfus":{"training":["training_mfu"],"inference":["input_mfu","output_mfu"]},"experts":{"12":[37000000000.0,671000000000.0],"24":[17000000000.0,109000000000.0],"25":[17000000000.0,400000000000.0],"29":[21000000000.0,236000000000.0],"30":[2400000000.0,16000000000.0],"31":[5100000000.0,116800000000.0],"32":[3600000000.0,20900000000.0],"33":[22000000000.0,235000000000.0],"34":[3000000000.0,30000000000.0],"38":[32000000000.0,1000000000000.0],"39":[32000000000.0,355000000000.0],"40":[12000000000.0,106000000000.0],"42":[36000000000.0,132000000000.0],"46":[45900000000.0,456000000000.0],"58":[39152031744.0,140620634112.0],"59":[12900000000.0,46700000000.0]},"units":{"params":"params","tokens":"tokens","loss":"nats/token"}},"derived":{"alone":{"provider":[95],"commitment":[96],"as_of":[97],"training_precision":[98],"inference_precision":[99]},"mixes":{"of":20,"rows":[[70,215],[69.5,214.5],[161,338],[19,58],[80,296],[12,56],[306,500],[830,271],[1154.7,211.13],[2047.85,27.88],[2588.08,291.43],[7590,182],[12035,343],[8596,182],[15325,149],[1268.2,1527.4],[1221.9,129.7],[1500,150],[6000,400],[20000,[100]],[21739,[100]]]},"peaks":{"of":15,"rows":[[14100000000000,[1],[2],112000000000000,[3],[4],[5]],[14100000000000,[1],[2],112000000000000,[3],[4],[5]],[15700000000000,[1],[2],125000000000000,[3],[4],[5]],[15700000000000,[1],[2],125000000000000,[3],[4],[5]],[8100000000000,[6],[7],65000000000000,130000000000000,[8],[9]],[31200000000000,[10],125000000000000,125000000000000,250000000000000,[11],[12]],[31500000000000,[10],70000000000000,70000000000000,140000000000000,[11],[12]],[30300000000000,60000000000000,121000000000000,121000000000000,242000000000000,242500000000000,[13]],[19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15]],[19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15]],[19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15]],[19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15]],[19500000000000,156000000000000,312000000000000,312000000000000,624000000000000,[14],[15]],[91600000000000,183000000000000,362000000000000,362000000000000,733000000000000,733000000000000,[13]],[82600000000000,82600000000000,165000000000000,165000000000000,660600000000000,[14],[15]],[38700000000000,[10],154800000000000,154800000000000,309600000000000,[11],[12]],[125950000000000,251900000000000,503800000000000,503800000000000,1010000000000000,1010000000000000,2020000000000000],[91100000000000,182000000000000,360000000000000,360000000000000,729000000000000,729000000000000,[13]],[51000000000000,378000000000000,756000000000000,756000000000000,1513000000000000,1513000000000000,[13]],[67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13]],[[17],[18],835000000000000,835000000000000,1671000000000000,1671000000000000,[19]],[67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13]],[67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13]],[67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13]],[[20],875000000000000,1750000000000000,1750000000000000,3500000000000000,3500000000000000,7000000000000000],[75000000000000,1125000000000000,2250000000000000,2250000000000000,4500000000000000,4500000000000000,9000000000000000],[80000000000000,1250000000000000,2500000000000000,2500000000000000,5000000000000000,5000000000000000,10000000000000000],[75000000000000,1125000000000000,2250000000000000,2250000000000000,[101],4500000000000000,13125000000000000],[80000000000000,1250000000000000,2500000000000000,2500000000000000,[102],5000000000000000,15000000000000000],[47900000000000,[10],383000000000000,383000000000000,383000000000000,[11],[12]],[163400000000000,653700000000000,1307400000000000,1307400000000000,2614900000000000,2610000000000000,[13]],[163400000000000,653700000000000,1307400000000000,1307400000000000,2600000000000000,2610000000000000,[13]],[144200000000000,[21],2307000000000000,2307000000000000,4614000000000000,4614000000000000,9200000000000000],[157300000000000,[21],2500000000000000,2500000000000000,5000000000000000,5000000000000000,10100000000000000],[[22],[23],275000000000000,[24],275000000000000,[25],[26]],[[22],[23],197000000000000,[24],393000000000000,[25],[26]],[[27],[28],459000000000000,[29],918000000000000,459000000000000,[30]],[[27],[28],918000000000000,[29],1836000000000000,918000000000000,[30]],[[31],[32],2307000000000000,[33],[34],4614000000000000,[35]],[47500000000000,190000000000000,190000000000000,190000000000000,380000000000000,190000000000000,[13]],[181000000000000,667000000000000,667000000000000,667000000000000,[36],1299000000000000,[37]],[183000000000000,671000000000000,671000000000000,671000000000000,[38],2517000000000000,2517000000000000],[47500000000000,190000000000000,190000000000000,190000000000000,380000000000000,190000000000000,[13]],[[31],[32],432000000000000,[33],[34],865000000000000,[35]],[229000000000000,459000000000000,1677000000000000,459000000000000,[36],1677000000000000,[37]],[67000000000000,494500000000000,989000000000000,989000000000000,1979000000000000,1979000000000000,[13]],[[39],[40],[41],[42],[43],[44],[45]],[44000000000000,74000000000000,148000000000000,148000000000000,296000000000000,296000000000000,[13]],[[49],[50],123000000000000,[51],[52],[53],[54]]]},"bandwidths":[0.9,0.9,0.9,0.9,0.32,0.6,0.6,0.3,1.555,1.555,1.935,2.039,2.039,0.864,1.008,0.768,1.792,0.96,2.0,3.35,3.938,4.8,4.0,4.8,8.0,8.0,8.0,8.0,8.0,3.28,5.3,6.0,8.0,8.0,1.2,0.819,2.765,1.638,7.38,0.88,2.9,4.9,0.88,2.45,3.7,3.35,1.0,4.0,0.9],"precision":3,"commitment":1},"prices":{"groups":{"100001":[[45226,3.06]],"100101":[[45226,3.06]],"300001":[[44734,3.06],[44777,1.8050000000000002],[45154,0.55],[45407,1.8050000000000002],[46023,0.79],[46223,1.925]],"300003":[[45154,0.92]],"300201":[[44777,0.55],[46023,0.79]],"300401":[[44734,3.06]],"300403":[[45154,0.92]],"400001":[[44735,3.9015]],"400401":[[44735,3.9015]],"500001":[[44735,0.526],[46166,0.59],[46191,0.558],[46223,0.526]],"500101":[[45226,0.526]],"500301":[[46166,0.59]],"500401":[[44735,0.526]],"600001":[[46166,1.195],[46191,1.29]],"600101":[[46191,3.2]],"600201":[[46166,1.29]],"600301":[[46166,1.1]],"700001":[[44735,1.006]],"700401":[[44735,1.006]],"800001":[[45113,0.7068],[45407,0.7558],[45841,0.7068],[46166,0.7534000000000001],[46223,0.8],[46296,0.8024]],"800002":[[46166,0.44],[46296,0.49]],"800003":[[45113,0.212],[45841,0.2818],[46205,0.344]],"800004":[[45113,0.4453]],"800006":[[45113,0.3181]],"800301":[[46166,0.8]],"800401":[[45407,0.8048]],"800501":[[45113,0.7068]],"800503":[[45113,0.212],[45841,0.2818],[46205,0.344]],"800504":[[45113,0.4453]],"800506":[[45113,0.3181]],"801502":[[46166,0.44],[46296,0.49]],"802001":[[46296,0.8942]],"1000001":[[44658,3.6734],[44734,3.885],[44777,3.6734],[44779,2.3867000000000003],[45113,1.1],[45154,3.09],[45222,3.07],[45226,3.09],[45271,3.2447999999999997],[45344,3.09],[45628,2.8867000000000003],[45722,3.6734],[45831,2.7447],[46191,3.0721499999999997],[46205,3.3996],[46223,3.0721499999999997],[46296,2.7447]],"1000003":[[44779,0.69],[45113,0.9511],[45154,1.1644],[45481,1.3491],[45722,1.2934],[45841,1.443],[46205,1.928],[46305,1.47595]],"1000004":[[44658,2.3142]],"1000006":[[44658,1.2857]],"1000009":[[46305,0.588]],"1000101":[[45226,3.3996]],"1000103":[[46305,0.7479]],"1000201":[[44777,1.1],[45489,1.29],[46077,1.48],[46166,1.99]],"1000401":[[44734,4.0966],[45831,2.7447]],"1000403":[[45154,1.2288]],"1000501":[[44658,3.6734]],"1000503":[[45113,1.2122],[45154,1.1],[45481,1.4694],[45722,1.2934],[45841,1.443],[46205,1.928],[46305,2.204]],"1000504":[[44658,2.3142]],"1000506":[[44658,1.2857]],"1000601":[[44779,1.1]],"1000603":[[44779,0.69]],"1000701":[[45222,3.05]],"1000801":[[45154,3.09]],"1000909":[[46305,0.588]],"1001001":[[45344,2.1],[46296,1.2937]],"1100001":[[45226,3.673],[45345,3.2115],[45487,2.9365],[45545,2.2],[45547,2.0],[46166,1.37],[46191,1.39],[46305,1.895]],"1100003":[[46305,0.8794]],"1100004":[[45545,1.2]],"1100009":[[46305,0.935]],"1100101":[[45226,3.673]],"1100103":[[46305,0.6788]],"1100909":[[46305,0.935]],"1101201":[[46305,2.0]],"1101301":[[45545,1.8]],"1101304":[[45545,1.2]],"1101401":[[45345,2.75],[45487,2.2],[46166,1.35]],"1101403":[[46305,1.08]],"1101501":[[45547,1.64],[46166,1.39],[46305,1.79]],"1200001":[[44734,5.1207],[44784,3.4853500000000004],[44931,5.0277],[44945,3.61885],[44957,2.21],[45154,2.6950000000000003],[45222,3.18],[45229,2.6950000000000003],[45271,3.18],[45344,2.76065],[45397,2.6950000000000003],[45481,3.18],[45530,3.105],[45598,1.89],[45639,2.99315],[45831,2.66045],[45877,3.4309],[46049,2.61045],[46077,2.74545],[46166,2.3034999999999997],[46191,2.397],[46205,2.3034999999999997],[46223,2.397],[46244,2.645],[46296,2.5],[46305,2.6]],"1200002":[[45530,1.59],[46305,1.39]],"1200003":[[45481,2.0398],[45530,1.5049000000000001],[45841,1.49675],[45870,1.2692],[45877,1.1196000000000002],[46023,1.2692],[46305,1.13075]],"1200005":[[45344,1.2525]],"1200009":[[46166,0.6],[46305,1.0685]],"1200101":[[45154,4.6475],[45226,4.0963]],"1200103":[[46305,1.0552]],"1200201":[[44957,1.5],[45484,1.79],[46077,2.06],[46244,2.79]],"1200301":[[46166,2.5]],"1200401":[[44734,5.1207],[45831,3.4309]],"1200403":[[45870,1.2692]],"1200501":[[44931,5.0277],[45481,5.0688]],"1200503":[[45481,2.0398],[45841,2.0235],[46205,2.7557],[46305,3.04]],"1200701":[[45222,4.0]],"1200801":[[45154,3.18]],"1200909":[[46166,0.6],[46305,1.0685]],"1201001":[[44784,1.85],[45344,2.3413],[45397,1.9513],[45458,1.75],[45598,1.65],[45767,1.75],[45877,1.12],[46296,1.7875]],"1201003":[[45877,0.57],[46023,0.4515]],"1201005":[[45344,1.2525]],"1201101":[[44945,2.21],[46305,2.7]],"1201103":[[46305,1.2063]],"1201201":[[46305,2.3]],"1201301":[[45229,2.21]],"1201401":[[46305,1.6]],"1201501":[[45154,1.89],[45530,1.94],[45547,1.89],[46166,1.49],[46256,1.59],[46305,1.79]],"1201502":[[45530,1.59],[46305,1.39]],"1201503":[[45530,0.97]],"1201601":[[46166,2.397]],"1400001":[[45520,1.861],[45658,1.7046999999999999],[46166,1.7492],[46223,1.861],[46296,1.6691]],"1400002":[[46166,0.79]],"1400003":[[46305,0.985]],"1400009":[[46305,0.6006]],"1400301":[[46166,1.95]],"1400401":[[45520,1.861]],"1400701":[[46305,3.5]],"1400909":[[46305,0.6006]],"1401001":[[46296,1.5425]],"1401101":[[46305,2.25]],"1401103":[[46305,0.985]],"1401201":[[46305,1.5]],"1401501":[[46305,1.09]],"1401502":[[46166,0.79]],"1401601":[[46296,1.671]],"1401701":[[45658,1.5484]],"1402001":[[46296,1.6691]],"1402101":[[46296,1.57]],"1500001":[[46166,0.69]],"1500002":[[46166,0.34]],"1500009":[[46166,0.31]],"1500909":[[46166,0.31]],"1501501":[[46166,0.69]],"1501502":[[46166,0.34]],"1600001":[[45154,0.8],[46023,1.09],[46296,0.871]],"1600002":[[46166,0.33]],"1600201":[[45154,0.8],[46023,1.09]],"1601001":[[46296,0.652]],"1601502":[[46166,0.33]],"1700001":[[46043,3.75305],[46149,4.126475],[46296,3.75305]],"1700002":[[46296,1.69]],"1700003":[[46149,0.9002],[46205,0.9234]],"1700004":[[46149,3.105]],"1700006":[[46149,1.9794]],"1700401":[[46043,3.75305]],"1700501":[[46149,4.4999]],"1700503":[[46149,0.9002],[46205,0.9234]],"1700504":[[46149,3.105]],"1700506":[[46149,1.9794]],"1701001":[[46296,2.0038]],"1701502":[[46296,1.69]],"1800001":[[46296,1.172]],"1800002":[[46296,0.74]],"1801001":[[46296,1.172]],"1801502":[[46296,0.74]],"1900001":[[44945,4.25],[45058,3.325],[45097,3.12],[45345,3.145],[45487,2.715],[45489,2.965],[45530,3.29],[45542,3.09],[45547,2.89],[46070,2.86],[46166,3.29],[46296,3.27245],[46305,3.2549]],"1900003":[[46305,2.0]],"1900004":[[45542,2.05]],"1900201":[[45058,2.4],[45097,1.99],[45489,2.49],[46070,2.86],[46166,3.29]],"1901101":[[44945,4.25]],"1901301":[[45542,2.89]],"1901304":[[45542,2.05]],"1901401":[[45345,4.3],[45487,3.44],[46305,2.5]],"1901403":[[46305,2.0]],"1901501":[[45530,3.29],[45547,2.89],[46166,2.39],[46305,2.89]],"1902001":[[46296,3.2549]],"2000001":[[45017,4.76],[45029,4.805],[45099,3.78],[45146,4.76],[45156,3.78],[45222,4.76],[45481,7.38],[45487,4.76],[45598,4.255],[45639,3.75],[45687,3.62],[45721,3.49],[45863,3.39],[45966,3.19],[46049,3.09],[46054,3.47],[46070,3.6950000000000003],[46166,3.95],[46256,3.97],[46264,4.2],[46296,3.97],[46305,4.275]],"2000002":[[45530,2.99],[46166,2.69]],"2000003":[[45481,6.0959],[45530,4.04795],[45568,3.4256],[45658,2.0],[45870,1.939775],[45877,1.87955],[46023,1.564775],[46215,2.014775],[46305,2.2712]],"2000004":[[45481,7.673],[45568,7.9929],[45659,7.673],[45841,7.83295],[45984,4.911475],[46023,4.8315],[46087,5.0865],[46205,5.166475],[46225,5.546475]],"2000005":[[45344,2.4475],[45397,2.04],[45598,1.9875],[45767,1.6425]],"2000006":[[45156,1.89],[45481,3.3739999999999997],[45568,3.4754],[45659,3.3739999999999997],[45841,3.4247],[46023,4.858],[46205,4.9594000000000005]],"2000008":[[46082,2.49]],"2000009":[[46166,1.49],[46305,4.0002]],"2000010":[[45962,1.99]],"2000011":[[46115,1.3]],"2000101":[[45278,12.29]],"2000103":[[46305,2.2712]],"2000201":[[45156,2.59],[45484,3.49],[45519,2.99],[45572,3.29],[46049,2.99],[46070,3.44],[46166,4.29],[46238,3.99],[46305,4.140000000000001]],"2000206":[[45156,1.89]],"2000301":[[46166,3.95]],"2000401":[[45146,12.29],[45831,6.88]],"2000403":[[45870,1.87955]],"2000501":[[45481,11.0612],[45568,11.6172],[45659,11.0612],[45706,10.8],[45841,11.3392],[46023,11.0612],[46205,11.3392],[46305,11.0613]],"2000503":[[45481,6.0959],[45568,4.8512],[45659,4.4491],[45841,2.3440000000000003],[46023,2.5488],[46205,3.99675],[46305,6.2894]],"2000504":[[45481,7.673],[45568,7.9929],[45659,7.673],[45841,7.83295],[46023,7.673],[46205,7.83295]],"2000506":[[45481,4.858],[45568,5.0608],[45659,4.858],[45841,4.9594000000000005],[46023,4.858],[46205,4.9594000000000005]],"2000701":[[45222,10.0]],"2000909":[[46166,1.49],[46305,4.0002]],"2001001":[[45344,4.5738],[45397,3.8125],[45458,3.17],[45598,2.65],[45767,2.19],[45877,1.77],[46296,3.627]],"2001003":[[45877,0.75],[46023,0.8015]],"2001005":[[45344,2.4475],[45397,2.04],[45598,1.9875],[45767,1.6425]],"2001101":[[45017,4.76],[46305,6.155]],"2001103":[[46305,2.4638]],"2001201":[[46054,3.95],[46305,3.9]],"2001301":[[45229,4.76],[45687,3.19]],"2001401":[[45487,3.75],[46166,2.4],[46276,3.2]],"2001501":[[45530,3.99],[45547,3.49],[46166,3.29],[46237,2.99],[46256,3.29],[46305,3.99]],"2001502":[[45530,2.99],[46166,2.69]],"2001503":[[45530,2.0]],"2001701":[[45721,2.95],[46215,3.85],[46305,4.5]],"2001703":[[45658,1.25],[46215,2.15]],"2001811":[[46115,1.3]],"2001908":[[46082,2.49]],"2002001":[[46296,3.6254]],"2002101":[[45966,2.99],[46166,3.39],[46264,4.41]],"2002104":[[45984,1.99],[46087,2.5],[46225,3.26]],"2002201":[[45029,4.85],[45099,2.8]],"2002310":[[45962,1.99]],"2100001":[[45405,6.98],[45530,5.335],[46191,6.98],[46305,5.085]],"2100003":[[46305,1.2899]],"2100009":[[46305,2.5344]],"2100101":[[45405,6.98]],"2100103":[[46305,1.2899]],"2100909":[[46305,2.5344]],"2101501":[[45530,3.69],[46305,3.19]],"2200001":[[45598,3.59],[45628,3.03],[45639,8.89],[45721,3.5],[45747,7.05],[45831,5.7059999999999995],[45966,3.5],[46023,5.7059999999999995],[46054,4.75],[46166,4.39],[46191,4.465],[46215,4.52],[46256,4.59],[46296,4.661],[46305,5.345000000000001]],"2200002":[[46305,3.59]],"2200003":[[45658,1.45],[46023,1.31825],[46215,1.8182500000000001],[46305,2.5331]],"2200004":[[45666,2.45],[46225,3.4]],"2200005":[[45598,2.6925],[45767,2.475]],"2200007":[[45992,4.3262],[46026,4.975],[46128,5.2012]],"2200008":[[46082,2.99]],"2200009":[[46166,2.4],[46305,5.0011]],"2200010":[[45992,6.5]],"2200011":[[46115,1.6]],"2200101":[[45639,14.75],[45793,10.6]],"2200301":[[46166,4.54]],"2200401":[[45747,10.6],[45831,7.912]],"2200407":[[45992,4.3262],[46026,4.975],[46128,5.2012]],"2200501":[[46305,10.6009]],"2200503":[[46305,6.3544]],"2200701":[[46023,12.0],[46305,10.0]],"2200909":[[46166,2.4],[46305,5.0011]],"2201001":[[45598,3.59],[45628,3.03],[45767,3.3],[45877,2.0],[46296,4.732]],"2201003":[[46023,1.1865]],"2201005":[[45598,2.6925],[45767,2.475]],"2201101":[[46305,6.305]],"2201103":[[46305,2.6162]],"2201110":[[45992,6.5]],"2201201":[[46054,4.75],[46305,4.29]],"2201304":[[45666,2.45]],"2201401":[[46166,3.5],[46276,3.99]],"2201501":[[46166,4.39],[46256,4.59],[46305,5.29]],"2201502":[[46305,3.59]],"2201701":[[45721,3.5],[46215,4.5],[46305,5.4]],"2201703":[[45658,1.45],[46215,2.45]],"2201811":[[46115,1.6]],"2201908":[[46082,2.99]],"2202101":[[45966,3.44],[46264,4.47]],"2202104":[[46225,3.4]],"2300001":[[46166,2.14]],"2300201":[[46166,2.29]],"2301601":[[46166,1.99]],"2600001":[[45767,4.49],[45863,4.995],[45866,5.5],[46049,5.245],[46070,5.62],[46166,6.07],[46215,6.62],[46238,6.470000000000001],[46256,6.79],[46296,6.85375],[46305,7.99]],"2600002":[[46305,5.98]],"2600003":[[45877,0.8],[46023,1.712],[46215,2.831],[46305,4.10685]],"2600005":[[45767,3.3675]],"2600008":[[46174,4.99]],"2600009":[[46305,7.8128]],"2600010":[[46082,8.8]],"2600011":[[46115,2.9]],"2600201":[[46049,4.99],[46070,5.74],[46166,6.99],[46238,6.69],[46305,6.84]],"2600301":[[46166,6.25]],"2600401":[[45866,14.2416]],"2600503":[[46305,4.9542]],"2600701":[[46305,14.0]],"2600909":[[46305,7.8128]],"2601001":[[45767,4.49],[45877,3.64],[46296,6.9175]],"2601003":[[45877,0.8],[46023,1.712]],"2601005":[[45767,3.3675]],"2601101":[[46305,8.6]],"2601103":[[46305,4.2637]],"2601110":[[46082,8.8]],"2601401":[[46305,6.0]],"2601501":[[46166,5.89],[46256,6.79],[46305,7.99]],"2601502":[[46305,5.98]],"2601701":[[45863,5.5],[46215,7.15],[46305,8.5]],"2601703":[[46215,3.95]],"2601811":[[46115,2.9]],"2601908":[[46174,4.99]],"2700001":[[45793,27.04]],"2700007":[[46128,10.582]],"2700011":[[46115,3.3]],"2700101":[[45793,27.04]],"2700407":[[46128,10.582]],"2701811":[[46115,3.3]],"2800001":[[46160,17.802],[46166,12.371],[46296,8.5681],[46305,8.99]],"2800003":[[46023,2.447],[46305,3.4635000000000002]],"2800401":[[46160,17.802]],"2800701":[[46305,15.0]],"2801001":[[46296,8.62]],"2801003":[[46023,2.447]],"2801103":[[46305,4.48]],"2801401":[[46305,7.4]],"2801501":[[46166,6.94],[46305,8.99]],"2801701":[[46305,9.5]],"2802001":[[46296,8.5162]],"2900001":[[46166,7.99],[46296,9.915]],"2901001":[[46166,7.99],[46296,9.915]],"3100001":[[45639,11.061],[45793,6.0],[46166,1.99],[46191,3.995],[46296,4.295],[46305,3.45]],"3100003":[[46305,1.1088]],"3100011":[[46115,1.55]],"3100101":[[45639,11.061],[45793,6.0]],"3100103":[[46305,1.1088]],"3100701":[[46305,6.0]],"3101201":[[46305,3.45]],"3101501":[[46305,2.39]],"3101811":[[46115,1.55]],"3102101":[[46166,1.99],[46296,2.59]],"3200001":[[46296,3.8]],"3200011":[[46115,1.8]],"3201811":[[46115,1.8]],"3202101":[[46296,3.8]],"3300002":[[46296,5.49]],"3301502":[[46296,5.49]],"3400011":[[46115,2.1]],"3401811":[[46115,2.1]],"3500001":[[45454,3.22]],"3500003":[[45454,0.966]],"3500004":[[45454,2.0286]],"3500006":[[45454,1.449]],"3500501":[[45454,3.22]],"3500503":[[45454,0.966]],"3500504":[[45454,2.0286]],"3500506":[[45454,1.449]],"3600001":[[45454,1.2]],"3600003":[[45454,0.6]],"3600004":[[45454,0.84]],"3600006":[[45454,0.54]],"3600501":[[45454,1.2]],"3600503":[[45454,0.6]],"3600504":[[45454,0.84]],"3600506":[[45454,0.54]],"3700001":[[45454,4.2]],"3700003":[[45454,2.1],[45658,1.68]],"3700004":[[45454,2.94]],"3700006":[[45454,1.89]],"3700501":[[45454,4.2]],"3700503":[[45454,2.1],[45658,1.68]],"3700504":[[45454,2.94]],"3700506":[[45454,1.89]],"3800001":[[45649,2.7]],"3800003":[[45649,1.89],[45658,0.5442]],"3800501":[[45649,2.7]],"3800503":[[45649,1.89],[45658,0.5442]],"4000001":[[44851,1.3438]],"4000401":[[44851,1.3438]],"4300001":[[45033,1.0818]],"4300401":[[45033,1.0818]],"4600011":[[45627,2.0]],"4602411":[[45627,2.0]],"4700001":[[44735,1.6386]],"4700401":[[44735,1.6386]]},"offers":[{"0":"Azure on-demand from 2023-10-27, Azure on-demand from 2026-06-18"},{},{"0":"AWS on-demand from 2022-06-22, AWS on-demand from 2024-04-25, AWS on-demand from 2026-07-20, AWS spot from 2023-08-16, Lambda on-demand from 2022-08-04, Lambda on-demand from 2023-08-16, …","2":"Lambda on-demand from 2022-08-04, Lambda on-demand from 2023-08-16, Lambda on-demand from 2026","4":"AWS on-demand from 2022-06-22, AWS on-demand from 2024-04-25, AWS on-demand from 2026-07-20, AWS spot from 2023-08-16"},{"0":"AWS on-demand from 2022-06-23, AWS on-demand from 2026-07-20"},{"0":"AWS on-demand from 2022-06-23, AWS on-demand from 2024-04-25, AWS on-demand from 2026-07-20, Azure on-demand from 2023-10-27, Azure on-demand from 2026-06-18, Modal on-demand from 2026-05-24","1":"Azure on-demand from 2023-10-27, Azure on-demand from 2026-06-18","3":"Modal on-demand from 2026-05-24","4":"AWS on-demand from 2022-06-23, AWS on-demand from 2024-04-25, AWS on-demand from 2026-07-20"},{"0":"Azure on-demand from 2026-06-18, Lambda on-demand from 2026-05-24, Lambda on-demand from 2026-10-01, Modal on-demand from 2026-05-24","1":"Azure on-demand from 2026-06-18","2":"Lambda on-demand from 2026-05-24, Lambda on-demand from 2026-10-01","3":"Modal on-demand from 2026-05-24"},{"0":"AWS on-demand from 2022-06-23, AWS on-demand from 2024-04-25, AWS on-demand from 2026-07-20"},{"0":"AWS on-demand from 2024-04-25, AWS on-demand from 2026-07-20, GCP on-demand from 2023-07-06, GCP on-demand from 2025-07-03, GCP on-demand from 2026-07-02, GCP reserved-1y from 2023-07-06, …","3":"Modal on-demand from 2026-05-24","4":"AWS on-demand from 2024-04-25, AWS on-demand from 2026-07-20","5":"GCP on-demand from 2023-07-06, GCP on-demand from 2025-07-03, GCP on-demand from 2026-07-02, GCP reserved-1y from 2023-07-06, GCP reserved-1y from 2025-07-03, GCP reserved-1y from 2026-07-02, …","15":"RunPod community from 2026-05-24, RunPod community from 2026-10-01","20":"Scaleway on-demand from 2026-10-01"},{},{"0":"AWS on-demand from 2022-06-22, AWS on-demand from 2023-12-11, AWS on-demand from 2024-12-02, AWS on-demand from 2025-06-23, AWS on-demand from 2026-07-20, AWS on-demand from 2026-10-10, …","1":"Azure on-demand from 2023-10-27, Azure on-demand from 2026-06-18, Azure on-demand from 2026-10-10, Azure spot from 2026-10-10","2":"Lambda on-demand from 2022-08-04, Lambda on-demand from 2023-01-31, Lambda on-demand from 2023-08-16, Lambda on-demand from 2024-07-16, Lambda on-demand from 2026-02-24, Lambda on-demand from 2026-05-24, …","5":"GCP on-demand from 2022-04-07, GCP on-demand from 2023-07-06, GCP on-demand from 2024-07-08, GCP on-demand from 2025-03-06, GCP on-demand from 2025-07-03, GCP on-demand from 2026-07-02, …","6":"Jarvislabs on-demand from 2022-08-06, Jarvislabs spot from 2022-08-06","7":"Oracle on-demand from 2023-10-23","8":"Paperspace on-demand from 2023-08-16","9":"Vast.ai marketplace from 2026-10-10","10":"Verda on-demand from 2024-02-22, Verda on-demand from 2026-10-01"},{"0":"Azure on-demand from 2023-10-27, Azure on-demand from 2026-06-18, Azure on-demand from 2026-10-10, Azure spot from 2026-10-10, Crusoe on-demand from 2026-10-10, FluidStack on-demand from 2024-09-10, …","1":"Azure on-demand from 2023-10-27, Azure on-demand from 2026-06-18, Azure on-demand from 2026-10-10, Azure spot from 2026-10-10","9":"Vast.ai marketplace from 2026-10-10","12":"Crusoe on-demand from 2026-10-10","13":"FluidStack on-demand from 2024-09-10, FluidStack reserved-1y from 2024-09-10","14":"Hyperstack on-demand from 2024-02-23, Hyperstack on-demand from 2024-07-14, Hyperstack on-demand from 2026-05-24, Hyperstack on-demand from 2026-10-10, Hyperstack spot from 2026-10-10","15":"RunPod on-demand from 2024-09-12, RunPod on-demand from 2026-05-24, RunPod on-demand from 2026-10-10"},{"0":"AWS on-demand from 2022-06-22, AWS on-demand from 2023-12-11, AWS on-demand from 2024-12-02, AWS on-demand from 2025-06-23, AWS on-demand from 2026-07-20, AWS on-demand from 2026-10-10, …","1":"Azure on-demand from 2023-08-16, Azure on-demand from 2023-10-27, Azure on-demand from 2024-12-13, Azure on-demand from 2026-06-18, Azure on-demand from 2026-10-10, Azure spot from 2026-10-10","2":"Lambda on-demand from 2023-01-31, Lambda on-demand from 2023-08-16, Lambda on-demand from 2024-07-11, Lambda on-demand from 2026-01-27, Lambda on-demand from 2026-02-24, Lambda on-demand from 2026-08-10, …","3":"Modal on-demand from 2026-05-24","5":"GCP on-demand from 2023-01-05, GCP on-demand from 2024-07-08, GCP on-demand from 2025-07-03, GCP on-demand from 2026-07-02, GCP on-demand from 2026-10-10, GCP spot from 2024-07-08, …","7":"Oracle on-demand from 2023-10-23, Oracle on-demand from 2026-10-10","8":"Paperspace on-demand from 2023-08-16","9":"Vast.ai marketplace from 2026-05-24, Vast.ai marketplace from 2026-10-10","10":"Verda on-demand from 2022-08-11, Verda on-demand from 2024-02-22, Verda on-demand from 2024-04-15, Verda on-demand from 2024-06-15, Verda on-demand from 2024-11-02, Verda on-demand from 2025-04-20, …","11":"CoreWeave on-demand from 2023-01-19, CoreWeave on-demand from 2026-05-24, CoreWeave on-demand from 2026-10-10, CoreWeave spot from 2026-10-10","12":"Crusoe on-demand from 2026-10-10","13":"FluidStack on-demand from 2023-10-30","14":"Hyperstack on-demand from 2026-10-10","15":"RunPod community from 2024-08-26, RunPod community from 2026-10-10, RunPod on-demand from 2023-08-16, RunPod on-demand from 2024-08-26, RunPod on-demand from 2024-09-12, RunPod on-demand from 2026-05-24, …","16":"Vultr on-demand from 2026-05-24"},{},{"0":"AWS on-demand from 2024-08-16, AWS on-demand from 2026-07-20, AWS on-demand from 2026-10-10, CoreWeave on-demand from 2026-10-10, CoreWeave spot from 2026-10-10, Crusoe on-demand from 2026-10-10, …","3":"Modal on-demand from 2026-05-24","4":"AWS on-demand from 2024-08-16, AWS on-demand from 2026-07-20, AWS on-demand from 2026-10-10","7":"Oracle on-demand from 2026-10-10","9":"Vast.ai marketplace from 2026-10-10","10":"Verda on-demand from 2026-10-01","11":"CoreWeave on-demand from 2026-10-10, CoreWeave spot from 2026-10-10","12":"Crusoe on-demand from 2026-10-10","15":"RunPod community from 2026-05-24, RunPod on-demand from 2026-10-10","16":"Vultr on-demand from 2026-10-01","17":"Nebius on-demand from 2025","20":"Scaleway on-demand from 2026-10-01","21":"DigitalOcean on-demand from 2026-10-01"},{"0":"RunPod community from 2026-05-24, RunPod on-demand from 2026-05-24, Vast.ai marketplace from 2026-05-24","9":"Vast.ai marketplace from 2026-05-24","15":"RunPod community from 2026-05-24, RunPod on-demand from 2026-05-24"},{"0":"Lambda on-demand from 2023-08-16, Lambda on-demand from 2026, RunPod community from 2026-05-24, Verda on-demand from 2026-10-01","2":"Lambda on-demand from 2023-08-16, Lambda on-demand from 2026","10":"Verda on-demand from 2026-10-01","15":"RunPod community from 2026-05-24"},{"0":"AWS on-demand from 2026-01-21, AWS on-demand from 2026-07-06, GCP on-demand from 2026-05-07, GCP on-demand from 2026-07-02, GCP reserved-1y from 2026-05-07, GCP reserved-1y from 2026-07-02, …","4":"AWS on-demand from 2026-01-21, AWS on-demand from 2026-07-06","5":"GCP on-demand from 2026-05-07, GCP on-demand from 2026-07-02, GCP reserved-1y from 2026-05-07, GCP reserved-1y from 2026-07-02, GCP reserved-3y from 2026-05-07, GCP reserved-3y from 2026-07-02, …","10":"Verda on-demand from 2026-10-01","15":"RunPod community from 2026-10-01"},{"0":"RunPod community from 2026-10-01, Verda on-demand from 2026-10-01","10":"Verda on-demand from 2026-10-01","15":"RunPod community from 2026-10-01"},{"0":"CoreWeave on-demand from 2023-01-19, CoreWeave on-demand from 2026-05-24, FluidStack on-demand from 2024-09-07, FluidStack reserved-1y from 2024-09-07, Hyperstack on-demand from 2024-02-23, Hyperstack on-demand from 2024-07-14, …","2":"Lambda on-demand from 2023-05-12, Lambda on-demand from 2023-06-20, Lambda on-demand from 2023-09-09, Lambda on-demand from 2024-07-16, Lambda on-demand from 2026-02-17, Lambda on-demand from 2026-05-24, …","11":"CoreWeave on-demand from 2023-01-19, CoreWeave on-demand from 2026-05-24","13":"FluidStack on-demand from 2024-09-07, FluidStack reserved-1y from 2024-09-07","14":"Hyperstack on-demand from 2024-02-23, Hyperstack on-demand from 2024-07-14, Hyperstack on-demand from 2026-10-10, Hyperstack spot from 2026-10-10","15":"RunPod on-demand from 2024-08-26, RunPod on-demand from 2024-09-12, RunPod on-demand from 2026-05-24, RunPod on-demand from 2026-10-10","20":"Scaleway on-demand from 2026-10-01"},{"0":"AWS on-demand from 2023-08-08, AWS on-demand from 2023-09-18, AWS on-demand from 2024-04-25, AWS on-demand from 2024-12-02, AWS on-demand from 2025-06-23, AWS on-demand from 2026-01-19, …","1":"Azure on-demand from 2023-12-18, Azure on-demand from 2024-12-13, Azure on-demand from 2026-06-18, Azure spot from 2026-10-10","2":"Lambda on-demand from 2023-08-18, Lambda on-demand from 2023-11-12, Lambda on-demand from 2024-07-11, Lambda on-demand from 2024-08-15, Lambda on-demand from 2024-10-07, Lambda on-demand from 2026-01-27, …","3":"Modal on-demand from 2026-05-24","5":"GCP on-demand from 2024-07-08, GCP on-demand from 2024-10-03, GCP on-demand from 2025-01-02, GCP on-demand from 2025-02-18, GCP on-demand from 2025-07-03, GCP on-demand from 2026-01-01, …","7":"Oracle on-demand from 2023-10-23, Oracle on-demand from 2026-01, Oracle on-demand from 2026-10-10","9":"Vast.ai marketplace from 2026-05-24, Vast.ai marketplace from 2026-10-10","10":"Verda on-demand from 2024-02-22, Verda on-demand from 2024-04-15, Verda on-demand from 2024-06-15, Verda on-demand from 2024-11-02, Verda on-demand from 2025-04-20, Verda on-demand from 2025-08-08, …","11":"CoreWeave on-demand from 2023-04-01, CoreWeave on-demand from 2023-12-13, CoreWeave on-demand from 2026-05-24, CoreWeave on-demand from 2026-10-10, CoreWeave spot from 2026-10-10","12":"Crusoe on-demand from 2026-02, Crusoe on-demand from 2026-10-10","13":"FluidStack on-demand from 2023-10-30, FluidStack on-demand from 2025-01-30","14":"Hyperstack on-demand from 2024-07-14, Hyperstack on-demand from 2026-05-24, Hyperstack on-demand from 2026-09-11, Hyperstack on-demand from 2026-10-10","15":"RunPod community from 2024-08-26, RunPod community from 2026-05-24, RunPod community from 2026-10-10, RunPod on-demand from 2024-08-26, RunPod on-demand from 2024-09-12, RunPod on-demand from 2026-05-24, …","17":"Nebius on-demand from 2025-03-05, Nebius on-demand from 2025-07-25, Nebius on-demand from 2026-04-02, Nebius on-demand from 2026-07-12, Nebius on-demand from 2026-10-10, Nebius spot from 2025, …","18":"SemiAnalysis assumed from 2026-04-03","19":"Together instant-cluster from 2026-03","20":"Scaleway on-demand from 2026-10-01","21":"DigitalOcean on-demand from 2025-11-05, DigitalOcean on-demand from 2026-05-24, DigitalOcean on-demand from 2026-08-30, DigitalOcean on-demand from 2026-10-01, DigitalOcean reserved-1y from 2025-11-23, DigitalOcean reserved-1y from 2026-03-06, …","22":"Latitude.sh on-demand from 2023-04-13, Latitude.sh on-demand from 2023-06-22","23":"Voltage Park list from 2025-11"},{"0":"Azure on-demand from 2024-04-23, Azure on-demand from 2026-06-18, Azure spot from 2026-10-10, RunPod on-demand from 2024-08-26, RunPod on-demand from 2026-10-10, Vast.ai marketplace from 2026-10-10","1":"Azure on-demand from 2024-04-23, Azure on-demand from 2026-06-18, Azure spot from 2026-10-10","9":"Vast.ai marketplace from 2026-10-10","15":"RunPod on-demand from 2024-08-26, RunPod on-demand from 2026-10-10"},{"0":"AWS capacity-block from 2025-12, AWS capacity-block from 2026-01-04, AWS capacity-block from 2026-04-16, AWS on-demand from 2025-03-31, AWS on-demand from 2025-06-23, AWS on-demand from 2026-01-19, …","1":"Azure on-demand from 2024-12-13, Azure on-demand from 2025-05-16, Azure on-demand from 2026-06-18","3":"Modal on-demand from 2026-05-24","5":"GCP on-demand from 2026-10-10, GCP spot from 2026-10-10","7":"Oracle on-demand from 2026-01, Oracle on-demand from 2026-10-10","9":"Vast.ai marketplace from 2026-05-24, Vast.ai marketplace from 2026-10-10","10":"Verda on-demand from 2024-11-02, Verda on-demand from 2024-12-02, Verda on-demand from 2025-04-20, Verda on-demand from 2025-08-08, Verda on-demand from 2026-10-01, Verda reserved-2y from 2024-11-02, …","11":"CoreWeave list from 2025-12, CoreWeave on-demand from 2026-10-10, CoreWeave spot from 2026-10-10","12":"Crusoe on-demand from 2026-02, Crusoe on-demand from 2026-10-10","13":"FluidStack reserved-1y from 2025-01-09","14":"Hyperstack on-demand from 2026-05-24, Hyperstack on-demand from 2026-09-11, Hyperstack on-demand from 2026-10-10","15":"RunPod community from 2026-10-10, RunPod on-demand from 2026-05-24, RunPod on-demand from 2026-08-03, RunPod on-demand from 2026-08-22, RunPod on-demand from 2026-10-10","17":"Nebius on-demand from 2025-03-05, Nebius on-demand from 2025-07-25, Nebius on-demand from 2026-04-02, Nebius on-demand from 2026-07-12, Nebius on-demand from 2026-10-10, Nebius spot from 2025, …","18":"SemiAnalysis assumed from 2026-04-03","19":"Together instant-cluster from 2026-03","21":"DigitalOcean on-demand from 2025-11-05, DigitalOcean on-demand from 2026-05-24, DigitalOcean on-demand from 2026-08-30, DigitalOcean on-demand from 2026-10-01, DigitalOcean reserved-1y from 2026-07-22"},{"0":"Lambda on-demand from 2026-05-24, Lambda on-demand from 2026-10-01, Vultr on-demand from 2026-05-24","2":"Lambda on-demand from 2026-05-24, Lambda on-demand from 2026-10-01","16":"Vultr on-demand from 2026-05-24"},{},{},{"0":"AWS on-demand from 2025-07-28, AWS on-demand from 2026-01-19, AWS on-demand from 2026-07-20, AWS on-demand from 2026-10-10, CoreWeave list from 2026-03, CoreWeave on-demand from 2026-10-10, …","2":"Lambda on-demand from 2026-01-27, Lambda on-demand from 2026-02-17, Lambda on-demand from 2026-05-24, Lambda on-demand from 2026-08-04, Lambda on-demand from 2026-10-10","3":"Modal on-demand from 2026-05-24","4":"AWS on-demand from 2025-07-28, AWS on-demand from 2026-01-19, AWS on-demand from 2026-07-20, AWS on-demand from 2026-10-10","5":"GCP spot from 2026-10-10","7":"Oracle on-demand from 2026-10-10","9":"Vast.ai marketplace from 2026-10-10","10":"Verda on-demand from 2025-04-20, Verda on-demand from 2025-08-08, Verda on-demand from 2026-10-01, Verda reserved-2y from 2025-04-20, Verda spot from 2025-08-08, Verda spot from 2026","11":"CoreWeave list from 2026-03, CoreWeave on-demand from 2026-10-10, CoreWeave spot from 2026-10-10","14":"Hyperstack on-demand from 2026-10-10","15":"RunPod community from 2026-10-10, RunPod on-demand from 2026-05-24, RunPod on-demand from 2026-08-03, RunPod on-demand from 2026-08-22, RunPod on-demand from 2026-10-10","17":"Nebius on-demand from 2025-07-25, Nebius on-demand from 2026-04-02, Nebius on-demand from 2026-07-12, Nebius on-demand from 2026-10-10, Nebius spot from 2026-07-12","18":"SemiAnalysis assumed from 2026-04-03","19":"Together instant-cluster from 2026-06"},{"0":"AWS capacity-block from 2026-04-16, Azure on-demand from 2025-05-16, Azure on-demand from 2026-06-18, SemiAnalysis assumed from 2026-04-03","1":"Azure on-demand from 2025-05-16, Azure on-demand from 2026-06-18","4":"AWS capacity-block from 2026-04-16","18":"SemiAnalysis assumed from 2026-04-03"},{"0":"AWS on-demand from 2026-05-18, AWS on-demand from 2026-07-20, AWS on-demand from 2026-10-10, CoreWeave spot from 2026-10-10, Hyperstack on-demand from 2026-10-10, Nebius on-demand from 2026-10-10, …","4":"AWS on-demand from 2026-05-18, AWS on-demand from 2026-07-20, AWS on-demand from 2026-10-10","7":"Oracle on-demand from 2026-10-10","10":"Verda on-demand from 2026-10-01, Verda spot from 2026","11":"CoreWeave spot from 2026-10-10","14":"Hyperstack on-demand from 2026-10-10","15":"RunPod on-demand from 2026-05-24, RunPod on-demand from 2026-10-10","17":"Nebius on-demand from 2026-10-10","20":"Scaleway on-demand from 2026-10-01"},{"0":"Verda on-demand from 2026-05-24, Verda on-demand from 2026-10-01"},{},{"0":"Azure on-demand from 2024-12-13, Azure on-demand from 2025-05-16, Azure on-demand from 2026-06-18, Azure spot from 2026-10-10, Crusoe on-demand from 2026-10-10, DigitalOcean on-demand from 2026-05-24, …","1":"Azure on-demand from 2024-12-13, Azure on-demand from 2025-05-16, Azure on-demand from 2026-06-18, Azure spot from 2026-10-10","7":"Oracle on-demand from 2026-10-10","12":"Crusoe on-demand from 2026-10-10","15":"RunPod on-demand from 2026-10-10","18":"SemiAnalysis assumed from 2026-04-03","21":"DigitalOcean on-demand from 2026-05-24, DigitalOcean on-demand from 2026-10-01"},{"0":"DigitalOcean on-demand from 2026-10-01, SemiAnalysis assumed from 2026-04-03","18":"SemiAnalysis assumed from 2026-04-03","21":"DigitalOcean on-demand from 2026-10-01"},{"0":"RunPod community from 2026-10-01"},{"0":"SemiAnalysis assumed from 2026-04-03"},{"0":"GCP on-demand from 2024-06-11, GCP on-demand from 2024-12-23, GCP reserved-1y from 2024-06-11, GCP reserved-3y from 2024-06-11, GCP spot from 2024-06-11"},{"0":"GCP on-demand from 2024-06-11, GCP on-demand from 2024-12-23, GCP reserved-1y from 2024-06-11, GCP reserved-3y from 2024-06-11, GCP spot from 2024-06-11, GCP spot from 2024-12-23"},{"0":"GCP on-demand from 2024-06-11, GCP on-demand from 2024-12-23, GCP on-demand from 2025, GCP reserved-1y from 2024-06-11, GCP reserved-3y from 2024-06-11, GCP spot from 2024-06-11, …"},{"0":"GCP on-demand from 2024-12-23, GCP spot from 2024-12-23, GCP spot from 2025"},{},{"0":"AWS on-demand from 2022-10-17, AWS on-demand from 2024-04-25, AWS on-demand from 2026-07-20"},{},{},{"0":"AWS on-demand from 2023-04-17, AWS on-demand from 2026-07-20"},{},{},{"0":"DeepSeek assumed from 2024-12, DeepSeek assumed from 2025-02-28"},{"0":"AWS on-demand from 2022-06-23, AWS on-demand from 2026-07-20"},{},{}],"none":"the data have no price of {gpu}","any":"the data have no {commitment} price of {gpu} up to {day}","at":"the data have no {commitment} price of {gpu} at {provider} up to {day}","gpu":15,"provider":17,"commitments":["on-demand","community","spot","reserved-1y","reserved-2y","reserved-3y","capacity-block","instant-cluster","marketplace","list","assumed"]},"texts":[["unknown","the data do not give the power of {name}"],["unknown","the data do not give the TF32 peak of {name}; they give FP32, FP16"],["unknown","the data do not give the BF16 peak of {name}; they give FP32, FP16"],["unknown","the data do not give the INT8 peak of {name}; they give FP32, FP16"],["unknown","the data do not give the FP8 peak of {name}; they give FP32, FP16"],["unknown","the data do not give the FP4 peak of {name}; they give FP32, FP16"],["unknown","the data do not give the TF32 peak of {name}; they give FP32, FP16, INT8"],["unknown","the data do not give the BF16 peak of {name}; they give FP32, FP16, INT8"],["unknown","the data do not give the FP8 peak of {name}; they give FP32, FP16, INT8"],["unknown","the data do not give the FP4 peak of {name}; they give FP32, FP16, INT8"],["unknown","the data do not give the TF32 peak of {name}; they give FP32, BF16, FP16, INT8"],["unknown","the data do not give the FP8 peak of {name}; they give FP32, BF16, FP16, INT8"],["unknown","the data do not give the FP4 peak of {name}; they give FP32, BF16, FP16, INT8"],["unknown","the data do not give the FP4 peak of {name}; they give FP32, TF32, BF16, FP16, INT8, FP8"],["unknown","the data do not give the FP8 peak of {name}; they give FP32, TF32, BF16, FP16, INT8"],["unknown","the data do not give the FP4 peak of {name}; they give FP32, TF32, BF16, FP16, INT8"],["unknown","the data do not give the 32-bit peak of {name}"],["unknown","the data do not give the FP32 peak of {name}; they give BF16, FP16, INT8, FP8"],["unknown","the data do not give the TF32 peak of {name}; they give BF16, FP16, INT8, FP8"],["unknown","the data do not give the FP4 peak of {name}; they give BF16, FP16, INT8, FP8"],["unknown","the data do not give the FP32 peak of {name}; they give TF32, BF16, FP16, INT8, FP8, FP4"],["unknown","the data do not give the TF32 peak of {name}; they give FP32, BF16, FP16, INT8, FP8, FP4"],["unknown","the data do not give the FP32 peak of {name}; they give BF16, INT8"],["unknown","the data do not give the TF32 peak of {name}; they give BF16, INT8"],["unknown","the data do not give the FP16 peak of {name}; they give BF16, INT8"],["unknown","the data do not give the FP8 peak of {name}; they give BF16, INT8"],["unknown","the data do not give the FP4 peak of {name}; they give BF16, INT8"],["unknown","the data do not give the FP32 peak of {name}; they give BF16, INT8, FP8"],["unknown","the data do not give the TF32 peak of {name}; they give BF16, INT8, FP8"],["unknown","the data do not give the FP16 peak of {name}; they give BF16, INT8, FP8"],["unknown","the data do not give the FP4 peak of {name}; they give BF16, INT8, FP8"],["unknown","the data do not give the FP32 peak of {name}; they give BF16, FP8"],["unknown","the data do not give the TF32 peak of {name}; they give BF16, FP8"],["unknown","the data do not give the FP16 peak of {name}; they give BF16, FP8"],["unknown","the data do not give the INT8 peak of {name}; they give BF16, FP8"],["unknown","the data do not give the FP4 peak of {name}; they give BF16, FP8"],["unknown","the data do not give the INT8 peak of {name}; they give FP32, TF32, BF16, FP16, FP8"],["unknown","the data do not give the FP4 peak of {name}; they give FP32, TF32, BF16, FP16, FP8"],["unknown","the data do not give the INT8 peak of {name}; they give FP32, TF32, BF16, FP16, FP8, FP4"],["unknown","the data do not give the FP32 peak of {name}"],["unknown","the data do not give the TF32 peak of {name}"],["unknown","the data do not give the BF16 peak of {name}"],["unknown","the data do not give the FP16 peak of {name}"],["unknown","the data do not give the INT8 peak of {name}"],["unknown","the data do not give the FP8 peak of {name}"],["unknown","the data do not give the FP4 peak of {name}"],["unknown","the data do not give the 16-bit peak of {name}"],["unknown","the data do not give the 8-bit peak of {name}"],["unknown","the data do not give the 4-bit peak of {name}"],["unknown","the data do not give the FP32 peak of {name}; they give BF16"],["unknown","the data do not give the TF32 peak of {name}; they give BF16"],["unknown","the data do not give the FP16 peak of {name}; they give BF16"],["unknown","the data do not give the INT8 peak of {name}; they give BF16"],["unknown","the data do not give the FP8 peak of {name}; they give BF16"],["unknown","the data do not give the FP4 peak of {name}; they give BF16"],["unknown","{name} ran in BF16, which says nothing of FP32; its MFU is a share of the BF16 peak"],["unknown","{name} ran in BF16, which says nothing of TF32; its MFU is a share of the BF16 peak"],["unknown","{name} ran in BF16, which says nothing of INT8; its MFU is a share of the BF16 peak"],["unknown","{name} ran in BF16, which says nothing of FP8; its MFU is a share of the BF16 peak"],["unknown","{name} ran in BF16, which says nothing of FP4; its MFU is a share of the BF16 peak"],["unknown","{name} ran in FP16, which says nothing of FP32; its MFU is a share of the FP16 peak"],["unknown","{name} ran in FP16, which says nothing of TF32; its MFU is a share of the FP16 peak"],["unknown","{name} ran in FP16, which says nothing of INT8; its MFU is a share of the FP16 peak"],["unknown","{name} ran in FP16, which says nothing of FP8; its MFU is a share of the FP16 peak"],["unknown","{name} ran in FP16, which says nothing of FP4; its MFU is a share of the FP16 peak"],["unknown","{name} ran in FP8, which says nothing of FP32; its MFU is a share of the BF16 peak"],["unknown","{name} ran in FP8, which says nothing of TF32; its MFU is a share of the BF16 peak"],["unknown","{name} ran in FP8, which says nothing of BF16; its MFU is a share of the BF16 peak"],["unknown","{name} ran in FP8, which says nothing of FP16; its MFU is a share of the BF16 peak"],["unknown","{name} ran in FP8, which says nothing of FP4; its MFU is a share of the BF16 peak"],["unknown","{name} ran in FP8, which says nothing of FP32; its MFU is a share of the FP8 peak"],["unknown","{name} ran in FP8, which says nothing of TF32; its MFU is a share of the FP8 peak"],["unknown","{name} ran in FP8, which says nothing of BF16; its MFU is a share of the FP8 peak"],["unknown","{name} ran in FP8, which says nothing of FP16; its MFU is a share of the FP8 peak"],["unknown","{name} ran in FP8, which says nothing of FP4; its MFU is a share of the FP8 peak"],["unknown","{name} ran in INT8, which says nothing of FP32; its MFU is a share of the BF16 peak"],["unknown","{name} ran in INT8, which says nothing of TF32; its MFU is a share of the BF16 peak"],["unknown","{name} ran in INT8, which says nothing of BF16; its MFU is a share of the BF16 peak"],["unknown","{name} ran in INT8, which says nothing of FP16; its MFU is a share of the BF16 peak"],["unknown","the data do not give the FP8 peak of TPU v4; they give BF16, INT8"],["unknown","{name} ran in INT8, which says nothing of FP4; its MFU is a share of the BF16 peak"],["unknown","{name} ran in FP4, which says nothing of FP32; its MFU is a share of the FP4 peak"],["unknown","{name} ran in FP4, which says nothing of TF32; its MFU is a share of the FP4 peak"],["unknown","{name} ran in FP4, which says nothing of BF16; its MFU is a share of the FP4 peak"],["unknown","{name} ran in FP4, which says nothing of FP16; its MFU is a share of the FP4 peak"],["unknown","{name} ran in FP4, which says nothing of INT8; its MFU is a share of the FP4 peak"],["unknown","{name} ran in FP4, which says nothing of FP8; its MFU is a share of the FP4 peak"],["unknown","{name} ran in INT8, which says nothing of FP32; its MFU is a share of the INT8 peak"],["unknown","{name} ran in INT8, which says nothing of TF32; its MFU is a share of the INT8 peak"],["unknown","{name} ran in INT8, which says nothing of BF16; its MFU is a share of the INT8 peak"],["unknown","{name} ran in INT8, which says nothing of FP16; its MFU is a share of the INT8 peak"],["unknown","{name} ran in INT8, which says nothing of FP4; its MFU is a share of the INT8 peak"],["unknown","the data do not give both tokens of {name}"],["unknown","the data do not give the active params of {name}"],["unknown","the data do not give the training tokens of {name}"],["value","provider is given without training_gpu or inference_gpu"],["value","commitment is given without training_gpu or inference_gpu"],["value","as_of is given without training_gpu or inference_gpu"],["value","training_precision is given without training_gpu"],["value","inference_precision is given without inference_gpu"],["unknown","the data do not give output_tokens of {name}"],["value","INT8 on {name} does 1.575e+14 operations per second, fewer than BF16 with 2.25e+15; choose FP8"],["value","INT8 on {name} does 1.65e+14 operations per second, fewer than BF16 with 2.5e+15; choose FP8"]]};
const pow = (base, exponent) => (base === 1 ? 1 : Math.pow(base, exponent));
const least = (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b));
const most = (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b));
const iterate = (step, state, times) => {
  for (let k = 0; k < times; k += 1) {
    const last = state;
    state = step(...last);
    // What does not move in one step moves in none.
    if (state.every((value, at) => Object.is(value, last[at]))) break;
  }
  return state;
};
const excess = (x) => ((Math.abs(x) < 0.2) ? ((((((((((2.08767569878681e-09 * x + 2.505210838544172e-08) * x + 2.755731922398589e-07) * x + 2.7557319223985893e-06) * x + 2.48015873015873e-05) * x + 0.0001984126984126984) * x + 0.001388888888888889) * x + 0.008333333333333333) * x + 0.041666666666666664) * x + 0.16666666666666666) * x + 0.5) * x * x : Math.expm1(x) - x);
const root = (x, exponent) => { const y_0 = Math.log1p(x * (1 + 1 / exponent / (1 + pow(x, 0.7) * 0.5))) / (1 + exponent); const t_1 = x * Math.exp(-y_0); const f_1 = exponent * y_0 - Math.log1p(t_1); const g_1 = t_1 / (1 + t_1); const v_1 = exponent + g_1; const y_1 = y_0 - f_1 * v_1 / (v_1 * v_1 + f_1 * 0.5 * g_1 * (1 - g_1)); const t_2 = x * Math.exp(-y_1); const f_2 = exponent * y_1 - Math.log1p(t_2); const g_2 = t_2 / (1 + t_2); const v_2 = exponent + g_2; const y_2 = y_1 - f_2 * v_2 / (v_2 * v_2 + f_2 * 0.5 * g_2 * (1 - g_2)); const t_3 = x * Math.exp(-y_2); const f_3 = exponent * y_2 - Math.log1p(t_3); const g_3 = t_3 / (1 + t_3); const v_3 = exponent + g_3; const y_3 = y_2 - f_3 * v_3 / (v_3 * v_3 + f_3 * 0.5 * g_3 * (1 - g_3)); const t_4 = x * Math.exp(-y_3); const f_4 = exponent * y_3 - Math.log1p(t_4); const g_4 = t_4 / (1 + t_4); const v_4 = exponent + g_4; return y_3 - f_4 * v_4 / (v_4 * v_4 + f_4 * 0.5 * g_4 * (1 - g_4)); };
const BODIES = {
  LAW_LOSS: { body: (params, tokens, law) => (law.E + law.A / pow(params, law.alpha) + law.B / pow(tokens, law.beta)), conditions: [] },
  LAW_TOKENS: { body: (loss, params, law) => (pow(law.B / (loss - law.E - law.A / pow(params, law.alpha)), 1 / law.beta)), conditions: [[(loss, params, law) => (law.E < loss), (loss, params, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))], [(loss, params, law) => (law.A / pow(params, law.alpha) < loss - law.E), (loss, params, law) => ("with " + format(params, ".6g") + " params no number of tokens reaches a loss of " + format(law.E + law.A / pow(params, law.alpha), ".10g") + " or below; got " + format(loss, ".10g"))]] },
  LAW_PARAMS: { body: (loss, tokens, law) => (pow(law.A / (loss - law.E - law.B / pow(tokens, law.beta)), 1 / law.alpha)), conditions: [[(loss, tokens, law) => (law.E < loss), (loss, tokens, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))], [(loss, tokens, law) => (law.B / pow(tokens, law.beta) < loss - law.E), (loss, tokens, law) => ("with " + format(tokens, ".6g") + " tokens no number of params reaches a loss of " + format(law.E + law.B / pow(tokens, law.beta), ".10g") + " or below; got " + format(loss, ".10g"))]] },
  CHINCHILLA_PARAMS: { body: (loss, law) => (pow(law.A / ((loss - law.E) * (law.beta / (law.alpha + law.beta))), 1 / law.alpha)), conditions: [[(loss, law) => (law.E < loss), (loss, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))]] },
  CHINCHILLA_TOKENS: { body: (loss, law) => (pow(law.B * (1 + law.beta / law.alpha) / (loss - law.E), 1 / law.beta)), conditions: [[(loss, law) => (law.E < loss), (loss, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))]] },
  CHINCHILLA_FLOPS: { body: (loss, law) => { const v_1 = loss - law.E; return 6 * pow(law.A / (v_1 * (law.beta / (law.alpha + law.beta))), 1 / law.alpha) * pow(law.B * (1 + law.beta / law.alpha) / v_1, 1 / law.beta); }, conditions: [[(loss, law) => (law.E < loss), (loss, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))]] },
  CHINCHILLA_QUALITY: { body: (params, law) => (law.E + law.A / pow(params, law.alpha) / (law.beta / (law.alpha + law.beta))), conditions: [] },
  OPT_PARAMS: { body: (loss, inf_tokens, law) => { const s_ = law.beta / (law.alpha + law.beta); const r_ = loss - law.E; const m_ = s_ * (2 * inf_tokens / 6) / pow(law.B * (1 + law.beta / law.alpha) / r_, 1 / law.beta); const t_ = m_ / Math.exp(root(m_, law.beta)); return pow(law.A * (1 + t_) / (r_ * (s_ + t_)), 1 / law.alpha); }, conditions: [[(loss, inf_tokens, law) => (law.E < loss), (loss, inf_tokens, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))]] },
  OPT_TOKENS: { body: (loss, inf_tokens, law) => { const D0_ = pow(law.B * (1 + law.beta / law.alpha) / (loss - law.E), 1 / law.beta); return D0_ * Math.exp(root(law.beta / (law.alpha + law.beta) * (2 * inf_tokens / 6) / D0_, law.beta)); }, conditions: [[(loss, inf_tokens, law) => (law.E < loss), (loss, inf_tokens, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))]] },
  OPT_FLOPS: { body: (loss, inf_tokens, law) => { const s_ = law.beta / (law.alpha + law.beta); const r_ = loss - law.E; const D0_ = pow(law.B * (1 + law.beta / law.alpha) / r_, 1 / law.beta); const m_ = s_ * (2 * inf_tokens / 6) / D0_; const growth_ = Math.exp(root(m_, law.beta)); const t_ = m_ / growth_; const N_ = pow(law.A * (1 + t_) / (r_ * (s_ + t_)), 1 / law.alpha); return 6 * N_ * (D0_ * growth_) + 2 * N_ * inf_tokens; }, conditions: [[(loss, inf_tokens, law) => (law.E < loss), (loss, inf_tokens, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))]] },
  OPT_SAVINGS: { body: (loss, inf_tokens, law) => { const v_1 = 2 * inf_tokens / 6; const D0_ = pow(law.B * (1 + law.beta / law.alpha) / (loss - law.E), 1 / law.beta); const s_ = law.beta / (law.alpha + law.beta); const v_2 = v_1 / (D0_ * Math.exp(root(s_ * v_1 / D0_, law.beta))); const v_3 = 1 / (1 + v_2); const v_4 = s_ * v_2; const v_5 = Math.log1p((1 - s_) * v_4 / (s_ * (1 + v_4))) / law.alpha; const v_6 = (-Math.log1p(v_4)) / law.beta; const v_7 = v_3 * (excess(v_5 + v_6) + excess((-law.beta) * v_6) / law.beta) + (1 - v_3) * excess(v_5) + excess((-law.alpha) * v_5) / law.alpha; return v_7 / (1 + v_7); }, conditions: [[(loss, inf_tokens, law) => (law.E < loss), (loss, inf_tokens, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))]] },
  OPT_PLAN: { body: (loss, inf_tokens, law) => { const s_ = law.beta / (law.alpha + law.beta); const v_1 = 2 * inf_tokens / 6; const r_ = loss - law.E; const D0_ = pow(law.B * (1 + law.beta / law.alpha) / r_, 1 / law.beta); const m_ = s_ * v_1 / D0_; const growth_ = Math.exp(root(m_, law.beta)); const t_ = m_ / growth_; const v_2 = 1 / law.alpha; const N_ = pow(law.A * (1 + t_) / (r_ * (s_ + t_)), v_2); const D_ = D0_ * growth_; const v_3 = 6 * N_ * D_; const v_4 = 2 * N_ * inf_tokens; const v_5 = pow(law.A / (r_ * s_), v_2); const v_6 = v_1 / D_; const v_7 = 1 / (1 + v_6); const v_8 = s_ * v_6; const v_9 = Math.log1p((1 - s_) * v_8 / (s_ * (1 + v_8))) / law.alpha; const v_10 = (-Math.log1p(v_8)) / law.beta; const v_11 = v_7 * (excess(v_9 + v_10) + excess((-law.beta) * v_10) / law.beta) + (1 - v_7) * excess(v_9) + excess((-law.alpha) * v_9) / law.alpha; return [N_, D_, D_ / N_, v_3, v_4, v_3 + v_4, v_5, D0_, 6 * v_5 * D0_ + 2 * v_5 * inf_tokens, v_11 / (1 + v_11)]; }, conditions: [[(loss, inf_tokens, law) => (law.E < loss), (loss, inf_tokens, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))]] },
  COST_OPT: { body: (loss, requests, deployment, law, field) => { const s_ = law.beta / (law.alpha + law.beta); const v_1 = 2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu); const v_2 = deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600); const v_3 = deployment.fine_tuning_tokens / deployment.training_overhead; const v_4 = requests * (v_1 / v_2) + v_3; const r_ = loss - law.E; const D0_ = pow(law.B * (1 + law.beta / law.alpha) / r_, 1 / law.beta); const m_ = s_ * v_4 / D0_; const growth_ = Math.exp(root(m_, law.beta)); const t_ = m_ / growth_; const v_5 = 1 / law.alpha; const N_ = pow(law.A * (1 + t_) / (r_ * (s_ + t_)), v_5); const D_ = D0_ * growth_; const v_6 = pow(law.A / (r_ * s_), v_5); const v_7 = v_4 / D_; const v_8 = 1 / (1 + v_7); const v_9 = s_ * v_7; const v_10 = Math.log1p((1 - s_) * v_9 / (s_ * (1 + v_9))) / law.alpha; const v_11 = (-Math.log1p(v_9)) / law.beta; const v_12 = v_8 * (excess(v_10 + v_11) + excess((-law.beta) * v_11) / law.beta) + (1 - v_8) * excess(v_10) + excess((-law.alpha) * v_10) / law.alpha; return [N_, D_, N_ * (D_ + v_3) * v_2 + N_ * requests * v_1, v_6 * (D0_ + v_3) * v_2 + v_6 * requests * v_1, v_12 / (1 + v_12)]; }, conditions: [[(loss, requests, deployment, law, field) => (law.E < loss), (loss, requests, deployment, law, field) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))]] },
  COST_OPT_PARAMS: { body: (loss, requests, deployment, law) => { const s_ = law.beta / (law.alpha + law.beta); const r_ = loss - law.E; const m_ = s_ * (requests * (2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu) / (deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600))) + deployment.fine_tuning_tokens / deployment.training_overhead) / pow(law.B * (1 + law.beta / law.alpha) / r_, 1 / law.beta); const t_ = m_ / Math.exp(root(m_, law.beta)); return pow(law.A * (1 + t_) / (r_ * (s_ + t_)), 1 / law.alpha); }, conditions: [[(loss, requests, deployment, law) => (law.E < loss), (loss, requests, deployment, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))]] },
  COST_OPT_TOKENS: { body: (loss, requests, deployment, law) => { const D0_ = pow(law.B * (1 + law.beta / law.alpha) / (loss - law.E), 1 / law.beta); return D0_ * Math.exp(root(law.beta / (law.alpha + law.beta) * (requests * (2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu) / (deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600))) + deployment.fine_tuning_tokens / deployment.training_overhead) / D0_, law.beta)); }, conditions: [[(loss, requests, deployment, law) => (law.E < loss), (loss, requests, deployment, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))]] },
  COST_OPT_TOTAL: { body: (loss, requests, deployment, law) => { const s_ = law.beta / (law.alpha + law.beta); const v_1 = 2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu); const v_2 = deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600); const v_3 = deployment.fine_tuning_tokens / deployment.training_overhead; const r_ = loss - law.E; const D0_ = pow(law.B * (1 + law.beta / law.alpha) / r_, 1 / law.beta); const m_ = s_ * (requests * (v_1 / v_2) + v_3) / D0_; const growth_ = Math.exp(root(m_, law.beta)); const t_ = m_ / growth_; const N_ = pow(law.A * (1 + t_) / (r_ * (s_ + t_)), 1 / law.alpha); return N_ * (D0_ * growth_ + v_3) * v_2 + N_ * requests * v_1; }, conditions: [[(loss, requests, deployment, law) => (law.E < loss), (loss, requests, deployment, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))]] },
  COST_OPT_SAVINGS: { body: (loss, requests, deployment, law) => { const v_1 = requests * (2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu) / (deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600))) + deployment.fine_tuning_tokens / deployment.training_overhead; const D0_ = pow(law.B * (1 + law.beta / law.alpha) / (loss - law.E), 1 / law.beta); const s_ = law.beta / (law.alpha + law.beta); const v_2 = v_1 / (D0_ * Math.exp(root(s_ * v_1 / D0_, law.beta))); const v_3 = 1 / (1 + v_2); const v_4 = s_ * v_2; const v_5 = Math.log1p((1 - s_) * v_4 / (s_ * (1 + v_4))) / law.alpha; const v_6 = (-Math.log1p(v_4)) / law.beta; const v_7 = v_3 * (excess(v_5 + v_6) + excess((-law.beta) * v_6) / law.beta) + (1 - v_3) * excess(v_5) + excess((-law.alpha) * v_5) / law.alpha; return v_7 / (1 + v_7); }, conditions: [[(loss, requests, deployment, law) => (law.E < loss), (loss, requests, deployment, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))]] },
  BUDGET_PLAN: { body: (flops, inf_tokens, max_params, max_tokens, law, field) => { const v_1 = flops / 6; const v_2 = law.alpha + law.beta; const D0_ = pow(law.beta * law.B / (law.alpha * law.A) * pow(v_1, law.alpha), 1 / v_2); const v_3 = 2 * inf_tokens / 6; const D_ = D0_ * Math.exp(root(v_3 / D0_, v_2 / (1 - law.alpha))); const v_4 = (max_tokens < 1e+60) ? max_tokens : Infinity; const v_5 = (D_ < v_4) ? D_ : v_4; const v_6 = (max_params < 1e+60) ? max_params : Infinity; const v_7 = v_1 / v_6 - v_3; const v_8 = v_5 < v_7; const v_9 = v_8 ? v_6 : v_1 / (v_5 + v_3); const v_10 = v_8 ? v_7 : v_5; const v_11 = v_10 <= v_4; const v_12 = v_11 ? v_10 : v_4; return [v_9, v_12, law.E + law.A / pow(v_9, law.alpha) + law.B / pow(v_12, law.beta), v_12 / (v_12 + v_3), (v_11 ? 0 : v_1 - v_6 * (v_4 + v_3)) * 6]; }, conditions: [[(flops, inf_tokens, max_params, max_tokens, law, field) => (law.alpha < 1), (flops, inf_tokens, max_params, max_tokens, law, field) => ("budgets are not supported for alpha >= 1; got " + format(law.alpha, ".6g"))], [(flops, inf_tokens, max_params, max_tokens, law, field) => (6 * (1 + 2 * inf_tokens / 6) <= flops), (flops, inf_tokens, max_params, max_tokens, law, field) => ("flops must be at least " + format(6 * (1 + 2 * inf_tokens / 6), ".6g") + ", which one parameter takes for inf_tokens = " + format(inf_tokens, ".6g") + "; got " + format(flops, ".6g"))]] },
  BUDGET_LOSS: { body: (flops, inf_tokens, law) => { const v_1 = law.alpha + law.beta; const D0_ = pow(law.beta * law.B / (law.alpha * law.A) * pow(flops / 6, law.alpha), 1 / v_1); const m_ = 2 * inf_tokens / 6 / D0_; const growth_ = Math.exp(root(m_, v_1 / (1 - law.alpha))); return law.E + law.B / pow(D0_ * growth_, law.beta) * (1 + law.beta / law.alpha * (1 + m_ / growth_)); }, conditions: [[(flops, inf_tokens, law) => (law.alpha < 1), (flops, inf_tokens, law) => ("budgets are not supported for alpha >= 1; got " + format(law.alpha, ".6g"))], [(flops, inf_tokens, law) => (6 * (1 + 2 * inf_tokens / 6) <= flops), (flops, inf_tokens, law) => ("flops must be at least " + format(6 * (1 + 2 * inf_tokens / 6), ".6g") + ", which one parameter takes for inf_tokens = " + format(inf_tokens, ".6g") + "; got " + format(flops, ".6g"))]] },
  COST_BUDGET: { body: (dollars, requests, max_params, max_tokens, deployment, law, field) => { const v_1 = deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600); const v_2 = dollars / v_1; const v_3 = law.alpha + law.beta; const D0_ = pow(law.beta * law.B / (law.alpha * law.A) * pow(v_2, law.alpha), 1 / v_3); const v_4 = requests * (2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu) / v_1) + deployment.fine_tuning_tokens / deployment.training_overhead; const D_ = D0_ * Math.exp(root(v_4 / D0_, v_3 / (1 - law.alpha))); const v_5 = (max_tokens < 1e+60) ? max_tokens : Infinity; const v_6 = (D_ < v_5) ? D_ : v_5; const v_7 = (max_params < 1e+60) ? max_params : Infinity; const v_8 = v_2 / v_7 - v_4; const v_9 = v_6 < v_8; const v_10 = v_9 ? v_7 : v_2 / (v_6 + v_4); const v_11 = v_9 ? v_8 : v_6; const v_12 = v_11 <= v_5; const v_13 = v_12 ? v_11 : v_5; return [v_10, v_13, law.E + law.A / pow(v_10, law.alpha) + law.B / pow(v_13, law.beta), v_13 / (v_13 + v_4), (v_12 ? 0 : v_2 - v_7 * (v_5 + v_4)) * v_1]; }, conditions: [[(dollars, requests, max_params, max_tokens, deployment, law, field) => (law.alpha < 1), (dollars, requests, max_params, max_tokens, deployment, law, field) => ("budgets are not supported for alpha >= 1; got " + format(law.alpha, ".6g"))], [(dollars, requests, max_params, max_tokens, deployment, law, field) => { const v_1 = deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600); return v_1 * (1 + (requests * (2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu) / v_1) + deployment.fine_tuning_tokens / deployment.training_overhead)) <= dollars; }, (dollars, requests, max_params, max_tokens, deployment, law, field) => { const v_1 = deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600); return "dollars must be at least " + format(v_1 * (1 + (requests * (2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu) / v_1) + deployment.fine_tuning_tokens / deployment.training_overhead)), ".6g") + ", which one parameter costs for requests = " + format(requests, ".6g") + "; got " + format(dollars, ".6g"); }]] },
  OPT_LIMITED: { body: (loss, inf_tokens, max_params, max_tokens, max_training_flops, law, field) => { const v_1 = (max_tokens < 1e+60) ? max_tokens : Infinity; const v_2 = ((max_training_flops < 1e+60) ? max_training_flops : Infinity) / 6; const v_3 = law.alpha + law.beta; const s_ = law.beta / v_3; const v_4 = 2 * inf_tokens / 6; const v_5 = law.beta / law.alpha; const r_ = loss - law.E; const v_6 = 1 / law.beta; const D0_ = pow(law.B * (1 + v_5) / r_, v_6); const m_ = s_ * v_4 / D0_; const growth_ = Math.exp(root(m_, law.beta)); const t_ = m_ / growth_; const v_7 = 1 / law.alpha; const N_ = pow(law.A * (1 + t_) / (r_ * (s_ + t_)), v_7); const D_ = D0_ * growth_; const v_8 = N_ * D_; const v_9 = v_2 + v_8 * 1e-14 < v_8; const v_10 = pow(law.A / (r_ * s_), v_7); const v_11 = v_10 * D0_; const v_12 = v_9 ? v_2 : v_8; const within_ = (v_11 < v_12) ? v_12 / v_11 - 1 : 0; const v_13 = Math.log1p(within_); const v_14 = Math.sqrt(2 * v_13 / (v_3 + (1 + law.beta) * 0)); const v_15 = Math.log1p(Math.expm1(v_13 + Math.log1p(1 / v_5) / law.alpha) / 1); const x_ = (v_14 < v_15) ? v_14 : v_15; const v_16 = -law.beta; const q_ = Math.expm1(v_16 * x_); const e_ = (-q_) / v_5; const v_17 = Math.expm1(x_); const f_ = (-Math.log1p(e_)) / law.alpha + Math.log1p(v_17) - v_13; const v_18 = v_17 + 1; const w_ = v_18 / v_18; const v_ = (1 + q_) / (1 + e_); const v_19 = w_ - v_; const x_1_ = x_ - f_ * v_19 / (v_19 * v_19 - f_ * 0.5 * (w_ * (1 - w_) + v_ * (law.beta + law.alpha * v_)) + 1e-300); const q_1_ = Math.expm1(v_16 * x_1_); const e_1_ = (-q_1_) / v_5; const v_20 = Math.expm1(x_1_); const f_1_ = (-Math.log1p(e_1_)) / law.alpha + Math.log1p(v_20) - v_13; const v_21 = v_20 + 1; const w_1_ = v_21 / v_21; const v_1_ = (1 + q_1_) / (1 + e_1_); const v_22 = w_1_ - v_1_; const x_2_ = x_1_ - f_1_ * v_22 / (v_22 * v_22 - f_1_ * 0.5 * (w_1_ * (1 - w_1_) + v_1_ * (law.beta + law.alpha * v_1_)) + 1e-300); const q_2_ = Math.expm1(v_16 * x_2_); const e_2_ = (-q_2_) / v_5; const v_23 = Math.expm1(x_2_); const f_2_ = (-Math.log1p(e_2_)) / law.alpha + Math.log1p(v_23) - v_13; const v_24 = v_23 + 1; const w_2_ = v_24 / v_24; const v_2_ = (1 + q_2_) / (1 + e_2_); const v_25 = w_2_ - v_2_; const x_3_ = x_2_ - f_2_ * v_25 / (v_25 * v_25 - f_2_ * 0.5 * (w_2_ * (1 - w_2_) + v_2_ * (law.beta + law.alpha * v_2_)) + 1e-300); const v_26 = v_16 * x_3_; const q_3_ = Math.expm1(v_26); const e_3_ = (-q_3_) / v_5; const v_27 = (-Math.log1p(e_3_)) / law.alpha; const v_28 = -law.alpha; const C_ = excess(v_27 + x_3_) + excess(v_26) / law.beta + 0 * excess(v_27) + excess(v_28 * v_27) / law.alpha; const v_29 = Math.expm1(x_3_) + 1; const x_4_ = x_3_ - (C_ - within_) / ((1 + C_) * (v_29 / v_29 - (1 + q_3_) / (1 + e_3_)) + 1e-300); const v_30 = v_9 ? D0_ * Math.exp(x_4_) : D_; const v_31 = v_9 ? v_10 * Math.exp((-Math.log1p((-Math.expm1(v_16 * x_4_)) / v_5)) / law.alpha) : N_; const v_32 = (max_params < 1e+60) ? max_params : Infinity; const v_33 = Math.min((v_1 < v_30) ? pow(law.A / (r_ - law.B / pow(v_1, law.beta)), v_7) : v_31, v_32); const v_34 = Math.min(Math.min((v_32 < v_31) ? pow(law.B / (r_ - law.A / pow(v_32, law.alpha)), v_6) : v_30, v_1), v_2 / v_33); const v_35 = 6 * v_33 * v_34 + 2 * v_33 * inf_tokens; const v_36 = 1 + v_4 / D_; const v_37 = 1 / v_36; const v_38 = Math.log(v_33 / N_); const v_39 = v_28 * v_38; const v_40 = (-Math.log1p((-(v_5 * v_36)) * Math.expm1(v_39))) / law.beta; const v_41 = v_37 * (excess(v_38 + v_40) + excess(v_16 * v_40) / law.beta) + (1 - v_37) * excess(v_38) + excess(v_39) / law.alpha; return [v_33, v_34, v_35, v_35 * (v_41 / (1 + v_41)), v_41]; }, conditions: [[(loss, inf_tokens, max_params, max_tokens, max_training_flops, law, field) => (law.E < loss), (loss, inf_tokens, max_params, max_tokens, max_training_flops, law, field) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))], [(loss, inf_tokens, max_params, max_tokens, max_training_flops, law, field) => { const v_1 = ((max_training_flops < 1e+60) ? max_training_flops : Infinity) / 6; const v_2 = pow(law.beta * law.B / (law.alpha * law.A) * pow(v_1, law.alpha), 1 / (law.alpha + law.beta)); const v_3 = (max_tokens < 1e+60) ? max_tokens : Infinity; const v_4 = (max_params < 1e+60) ? max_params : Infinity; return law.E + law.A / pow(least(most(v_1 / v_2, v_1 / v_3), v_4), law.alpha) + law.B / pow(least(most(v_2, v_1 / v_4), v_3), law.beta) <= loss + 1e-09; }, (loss, inf_tokens, max_params, max_tokens, max_training_flops, law, field) => { const v_1 = max_training_flops * Infinity; const v_2 = ((v_1 < 1e+60) ? v_1 : Infinity) / 6; const v_3 = law.beta * law.B / (law.alpha * law.A); const v_4 = 1 / (law.alpha + law.beta); const v_5 = pow(v_3 * pow(v_2, law.alpha), v_4); const v_6 = v_2 / v_5; const v_7 = max_tokens * Infinity; const v_8 = (v_7 < 1e+60) ? v_7 : Infinity; const v_9 = (max_params < 1e+60) ? max_params : Infinity; const v_10 = most(v_5, v_2 / v_9); const v_11 = law.E + law.A / pow(least(most(v_6, v_2 / v_8), v_9), law.alpha) + law.B / pow(least(v_10, v_8), law.beta); const v_12 = loss + 1e-09; const v_13 = v_11 <= v_12; const v_14 = (max_tokens < 1e+60) ? max_tokens : Infinity; const v_15 = most(v_6, v_2 / v_14); const v_16 = max_params * Infinity; const v_17 = (v_16 < 1e+60) ? v_16 : Infinity; const v_18 = law.E + law.A / pow(least(v_15, v_17), law.alpha) + law.B / pow(least(most(v_5, v_2 / v_17), v_14), law.beta); const v_19 = v_18 <= v_12; const v_20 = ((max_training_flops < 1e+60) ? max_training_flops : Infinity) / 6; const v_21 = pow(v_3 * pow(v_20, law.alpha), v_4); const v_22 = v_20 / v_21; const v_23 = most(v_22, v_20 / v_8); const v_24 = most(v_21, v_20 / v_17); const v_25 = law.E + law.A / pow(least(v_23, v_17), law.alpha) + law.B / pow(least(v_24, v_8), law.beta); const v_26 = v_25 <= v_12; const v_27 = law.E + law.A / pow(least(v_15, v_9), law.alpha) + law.B / pow(least(v_10, v_14), law.beta); const v_28 = v_27 <= v_12; const v_29 = most(v_21, v_20 / v_9); const v_30 = law.E + law.A / pow(least(v_23, v_9), law.alpha) + law.B / pow(least(v_29, v_8), law.beta); const v_31 = v_30 <= v_12; const v_32 = most(v_22, v_20 / v_14); const v_33 = law.E + law.A / pow(least(v_32, v_17), law.alpha) + law.B / pow(least(v_24, v_14), law.beta); const v_34 = v_33 <= v_12; const v_35 = law.E + law.A / pow(least(v_32, v_9), law.alpha) + law.B / pow(least(v_29, v_14), law.beta); const v_36 = v_35 <= v_12; return "no model of at most " + format(v_13 ? (v_19 ? (v_26 ? (v_28 ? (v_31 ? (v_34 ? (v_36 ? ("") : (format(max_params, ".6g") + " params and " + format(max_tokens, ".6g") + " tokens and " + format(max_training_flops, ".6g") + " FLOPs of training")) : (format(max_tokens, ".6g") + " tokens and " + format(max_training_flops, ".6g") + " FLOPs of training")) : (format(max_params, ".6g") + " params and " + format(max_training_flops, ".6g") + " FLOPs of training")) : (format(max_params, ".6g") + " params and " + format(max_tokens, ".6g") + " tokens")) : (format(max_training_flops, ".6g") + " FLOPs of training")) : (format(max_tokens, ".6g") + " tokens")) : (format(max_params, ".6g") + " params"), "") + " reaches a loss of " + format(loss, ".12g") + "; the lowest is " + format(v_13 ? (v_19 ? (v_26 ? (v_28 ? (v_31 ? (v_34 ? (v_36 ? NaN : v_35) : v_33) : v_30) : v_27) : v_25) : v_18) : v_11, ".12g"); }]] },
  COST_LIMITED: { body: (loss, requests, max_params, max_tokens, max_training_flops, deployment, law, field) => { const v_1 = (max_tokens < 1e+60) ? max_tokens : Infinity; const v_2 = ((max_training_flops < 1e+60) ? max_training_flops : Infinity) / 6; const v_3 = law.alpha + law.beta; const s_ = law.beta / v_3; const v_4 = 2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu); const v_5 = deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600); const v_6 = deployment.fine_tuning_tokens / deployment.training_overhead; const v_7 = requests * (v_4 / v_5) + v_6; const v_8 = law.beta / law.alpha; const r_ = loss - law.E; const v_9 = 1 / law.beta; const D0_ = pow(law.B * (1 + v_8) / r_, v_9); const m_ = s_ * v_7 / D0_; const growth_ = Math.exp(root(m_, law.beta)); const t_ = m_ / growth_; const v_10 = 1 / law.alpha; const N_ = pow(law.A * (1 + t_) / (r_ * (s_ + t_)), v_10); const D_ = D0_ * growth_; const v_11 = N_ * D_; const v_12 = v_2 + v_11 * 1e-14 < v_11; const v_13 = pow(law.A / (r_ * s_), v_10); const v_14 = v_13 * D0_; const v_15 = v_12 ? v_2 : v_11; const within_ = (v_14 < v_15) ? v_15 / v_14 - 1 : 0; const v_16 = Math.log1p(within_); const v_17 = Math.sqrt(2 * v_16 / (v_3 + (1 + law.beta) * 0)); const v_18 = Math.log1p(Math.expm1(v_16 + Math.log1p(1 / v_8) / law.alpha) / 1); const x_ = (v_17 < v_18) ? v_17 : v_18; const v_19 = -law.beta; const q_ = Math.expm1(v_19 * x_); const e_ = (-q_) / v_8; const v_20 = Math.expm1(x_); const f_ = (-Math.log1p(e_)) / law.alpha + Math.log1p(v_20) - v_16; const v_21 = v_20 + 1; const w_ = v_21 / v_21; const v_ = (1 + q_) / (1 + e_); const v_22 = w_ - v_; const x_1_ = x_ - f_ * v_22 / (v_22 * v_22 - f_ * 0.5 * (w_ * (1 - w_) + v_ * (law.beta + law.alpha * v_)) + 1e-300); const q_1_ = Math.expm1(v_19 * x_1_); const e_1_ = (-q_1_) / v_8; const v_23 = Math.expm1(x_1_); const f_1_ = (-Math.log1p(e_1_)) / law.alpha + Math.log1p(v_23) - v_16; const v_24 = v_23 + 1; const w_1_ = v_24 / v_24; const v_1_ = (1 + q_1_) / (1 + e_1_); const v_25 = w_1_ - v_1_; const x_2_ = x_1_ - f_1_ * v_25 / (v_25 * v_25 - f_1_ * 0.5 * (w_1_ * (1 - w_1_) + v_1_ * (law.beta + law.alpha * v_1_)) + 1e-300); const q_2_ = Math.expm1(v_19 * x_2_); const e_2_ = (-q_2_) / v_8; const v_26 = Math.expm1(x_2_); const f_2_ = (-Math.log1p(e_2_)) / law.alpha + Math.log1p(v_26) - v_16; const v_27 = v_26 + 1; const w_2_ = v_27 / v_27; const v_2_ = (1 + q_2_) / (1 + e_2_); const v_28 = w_2_ - v_2_; const x_3_ = x_2_ - f_2_ * v_28 / (v_28 * v_28 - f_2_ * 0.5 * (w_2_ * (1 - w_2_) + v_2_ * (law.beta + law.alpha * v_2_)) + 1e-300); const v_29 = v_19 * x_3_; const q_3_ = Math.expm1(v_29); const e_3_ = (-q_3_) / v_8; const v_30 = (-Math.log1p(e_3_)) / law.alpha; const v_31 = -law.alpha; const C_ = excess(v_30 + x_3_) + excess(v_29) / law.beta + 0 * excess(v_30) + excess(v_31 * v_30) / law.alpha; const v_32 = Math.expm1(x_3_) + 1; const x_4_ = x_3_ - (C_ - within_) / ((1 + C_) * (v_32 / v_32 - (1 + q_3_) / (1 + e_3_)) + 1e-300); const v_33 = v_12 ? D0_ * Math.exp(x_4_) : D_; const v_34 = v_12 ? v_13 * Math.exp((-Math.log1p((-Math.expm1(v_19 * x_4_)) / v_8)) / law.alpha) : N_; const v_35 = (max_params < 1e+60) ? max_params : Infinity; const v_36 = Math.min((v_1 < v_33) ? pow(law.A / (r_ - law.B / pow(v_1, law.beta)), v_10) : v_34, v_35); const v_37 = Math.min(Math.min((v_35 < v_34) ? pow(law.B / (r_ - law.A / pow(v_35, law.alpha)), v_9) : v_33, v_1), v_2 / v_36); const v_38 = v_36 * (v_37 + v_6) * v_5 + v_36 * requests * v_4; const v_39 = 1 + v_7 / D_; const v_40 = 1 / v_39; const v_41 = Math.log(v_36 / N_); const v_42 = v_31 * v_41; const v_43 = (-Math.log1p((-(v_8 * v_39)) * Math.expm1(v_42))) / law.beta; const v_44 = v_40 * (excess(v_41 + v_43) + excess(v_19 * v_43) / law.beta) + (1 - v_40) * excess(v_41) + excess(v_42) / law.alpha; return [v_36, v_37, v_38, v_38 * (v_44 / (1 + v_44)), v_44]; }, conditions: [[(loss, requests, max_params, max_tokens, max_training_flops, deployment, law, field) => (law.E < loss), (loss, requests, max_params, max_tokens, max_training_flops, deployment, law, field) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))], [(loss, requests, max_params, max_tokens, max_training_flops, deployment, law, field) => { const v_1 = ((max_training_flops < 1e+60) ? max_training_flops : Infinity) / 6; const v_2 = pow(law.beta * law.B / (law.alpha * law.A) * pow(v_1, law.alpha), 1 / (law.alpha + law.beta)); const v_3 = (max_tokens < 1e+60) ? max_tokens : Infinity; const v_4 = (max_params < 1e+60) ? max_params : Infinity; return law.E + law.A / pow(least(most(v_1 / v_2, v_1 / v_3), v_4), law.alpha) + law.B / pow(least(most(v_2, v_1 / v_4), v_3), law.beta) <= loss + 1e-09; }, (loss, requests, max_params, max_tokens, max_training_flops, deployment, law, field) => { const v_1 = max_training_flops * Infinity; const v_2 = ((v_1 < 1e+60) ? v_1 : Infinity) / 6; const v_3 = law.beta * law.B / (law.alpha * law.A); const v_4 = 1 / (law.alpha + law.beta); const v_5 = pow(v_3 * pow(v_2, law.alpha), v_4); const v_6 = v_2 / v_5; const v_7 = max_tokens * Infinity; const v_8 = (v_7 < 1e+60) ? v_7 : Infinity; const v_9 = (max_params < 1e+60) ? max_params : Infinity; const v_10 = most(v_5, v_2 / v_9); const v_11 = law.E + law.A / pow(least(most(v_6, v_2 / v_8), v_9), law.alpha) + law.B / pow(least(v_10, v_8), law.beta); const v_12 = loss + 1e-09; const v_13 = v_11 <= v_12; const v_14 = (max_tokens < 1e+60) ? max_tokens : Infinity; const v_15 = most(v_6, v_2 / v_14); const v_16 = max_params * Infinity; const v_17 = (v_16 < 1e+60) ? v_16 : Infinity; const v_18 = law.E + law.A / pow(least(v_15, v_17), law.alpha) + law.B / pow(least(most(v_5, v_2 / v_17), v_14), law.beta); const v_19 = v_18 <= v_12; const v_20 = ((max_training_flops < 1e+60) ? max_training_flops : Infinity) / 6; const v_21 = pow(v_3 * pow(v_20, law.alpha), v_4); const v_22 = v_20 / v_21; const v_23 = most(v_22, v_20 / v_8); const v_24 = most(v_21, v_20 / v_17); const v_25 = law.E + law.A / pow(least(v_23, v_17), law.alpha) + law.B / pow(least(v_24, v_8), law.beta); const v_26 = v_25 <= v_12; const v_27 = law.E + law.A / pow(least(v_15, v_9), law.alpha) + law.B / pow(least(v_10, v_14), law.beta); const v_28 = v_27 <= v_12; const v_29 = most(v_21, v_20 / v_9); const v_30 = law.E + law.A / pow(least(v_23, v_9), law.alpha) + law.B / pow(least(v_29, v_8), law.beta); const v_31 = v_30 <= v_12; const v_32 = most(v_22, v_20 / v_14); const v_33 = law.E + law.A / pow(least(v_32, v_17), law.alpha) + law.B / pow(least(v_24, v_14), law.beta); const v_34 = v_33 <= v_12; const v_35 = law.E + law.A / pow(least(v_32, v_9), law.alpha) + law.B / pow(least(v_29, v_14), law.beta); const v_36 = v_35 <= v_12; return "no model of at most " + format(v_13 ? (v_19 ? (v_26 ? (v_28 ? (v_31 ? (v_34 ? (v_36 ? ("") : (format(max_params, ".6g") + " params and " + format(max_tokens, ".6g") + " tokens and " + format(max_training_flops, ".6g") + " FLOPs of training")) : (format(max_tokens, ".6g") + " tokens and " + format(max_training_flops, ".6g") + " FLOPs of training")) : (format(max_params, ".6g") + " params and " + format(max_training_flops, ".6g") + " FLOPs of training")) : (format(max_params, ".6g") + " params and " + format(max_tokens, ".6g") + " tokens")) : (format(max_training_flops, ".6g") + " FLOPs of training")) : (format(max_tokens, ".6g") + " tokens")) : (format(max_params, ".6g") + " params"), "") + " reaches a loss of " + format(loss, ".12g") + "; the lowest is " + format(v_13 ? (v_19 ? (v_26 ? (v_28 ? (v_31 ? (v_34 ? (v_36 ? NaN : v_35) : v_33) : v_30) : v_27) : v_25) : v_18) : v_11, ".12g"); }]] },
  OPT_REGRET: { body: (params, loss, inf_tokens, law) => { const v_1 = 2 * inf_tokens / 6; const v_2 = law.beta / law.alpha; const r_ = loss - law.E; const D0_ = pow(law.B * (1 + v_2) / r_, 1 / law.beta); const s_ = law.beta / (law.alpha + law.beta); const m_ = s_ * v_1 / D0_; const growth_ = Math.exp(root(m_, law.beta)); const v_3 = 1 + v_1 / (D0_ * growth_); const v_4 = 1 / v_3; const t_ = m_ / growth_; const v_5 = Math.log(params / pow(law.A * (1 + t_) / (r_ * (s_ + t_)), 1 / law.alpha)); const v_6 = (-law.alpha) * v_5; const v_7 = (-Math.log1p((-(v_2 * v_3)) * Math.expm1(v_6))) / law.beta; return v_4 * (excess(v_5 + v_7) + excess((-law.beta) * v_7) / law.beta) + (1 - v_4) * excess(v_5) + excess(v_6) / law.alpha; }, conditions: [[(params, loss, inf_tokens, law) => (law.E < loss), (params, loss, inf_tokens, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))], [(params, loss, inf_tokens, law) => (law.A / pow(params, law.alpha) < loss - law.E), (params, loss, inf_tokens, law) => ("with " + format(params, ".6g") + " params no number of tokens reaches a loss of " + format(law.E + law.A / pow(params, law.alpha), ".10g") + " or below; got " + format(loss, ".10g"))]] },
  COST_REGRET: { body: (params, loss, requests, deployment, law) => { const v_1 = requests * (2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu) / (deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600))) + deployment.fine_tuning_tokens / deployment.training_overhead; const v_2 = law.beta / law.alpha; const r_ = loss - law.E; const D0_ = pow(law.B * (1 + v_2) / r_, 1 / law.beta); const s_ = law.beta / (law.alpha + law.beta); const m_ = s_ * v_1 / D0_; const growth_ = Math.exp(root(m_, law.beta)); const v_3 = 1 + v_1 / (D0_ * growth_); const v_4 = 1 / v_3; const t_ = m_ / growth_; const v_5 = Math.log(params / pow(law.A * (1 + t_) / (r_ * (s_ + t_)), 1 / law.alpha)); const v_6 = (-law.alpha) * v_5; const v_7 = (-Math.log1p((-(v_2 * v_3)) * Math.expm1(v_6))) / law.beta; return v_4 * (excess(v_5 + v_7) + excess((-law.beta) * v_7) / law.beta) + (1 - v_4) * excess(v_5) + excess(v_6) / law.alpha; }, conditions: [[(params, loss, requests, deployment, law) => (law.E < loss), (params, loss, requests, deployment, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))], [(params, loss, requests, deployment, law) => (law.A / pow(params, law.alpha) < loss - law.E), (params, loss, requests, deployment, law) => ("with " + format(params, ".6g") + " params no number of tokens reaches a loss of " + format(law.E + law.A / pow(params, law.alpha), ".10g") + " or below; got " + format(loss, ".10g"))]] },
  OPT_RANGE: { body: (loss, inf_tokens, within, law, field) => { const v_1 = law.alpha + law.beta; const s_ = law.beta / v_1; const v_2 = 2 * inf_tokens / 6; const v_3 = law.beta / law.alpha; const r_ = loss - law.E; const D0_ = pow(law.B * (1 + v_3) / r_, 1 / law.beta); const m_ = s_ * v_2 / D0_; const growth_ = Math.exp(root(m_, law.beta)); const t_ = m_ / growth_; const N_ = pow(law.A * (1 + t_) / (r_ * (s_ + t_)), 1 / law.alpha); const v_4 = -law.beta; const v_5 = Math.log1p(within); const v_6 = v_2 / (D0_ * growth_); const x_ = Math.sqrt(2 * v_5 / (v_1 + (1 + law.beta) * v_6)); const v_7 = 1 + v_6; const v_8 = x_ * v_7; const v_9 = v_3 * v_7; const v_10 = 1 / v_7; const v_11 = Math.log1p(Math.expm1(v_5 + Math.log1p(1 / v_9) / law.alpha) / v_10); const x_1_ = (v_8 < v_11) ? v_8 : v_11; const q_ = Math.expm1(v_4 * x_1_); const e_ = (-q_) / v_9; const v_12 = v_10 * Math.expm1(x_1_); const f_ = (-Math.log1p(e_)) / law.alpha + Math.log1p(v_12) - v_5; const w_ = (v_12 + v_10) / (v_12 + 1); const v_ = v_10 * (1 + q_) / (1 + e_); const v_13 = w_ - v_; const x_2_ = x_1_ - f_ * v_13 / (v_13 * v_13 - f_ * 0.5 * (w_ * (1 - w_) + v_ * (law.beta + law.alpha * v_)) + 1e-300); const q_1_ = Math.expm1(v_4 * x_2_); const e_1_ = (-q_1_) / v_9; const v_14 = v_10 * Math.expm1(x_2_); const f_1_ = (-Math.log1p(e_1_)) / law.alpha + Math.log1p(v_14) - v_5; const w_1_ = (v_14 + v_10) / (v_14 + 1); const v_1_ = v_10 * (1 + q_1_) / (1 + e_1_); const v_15 = w_1_ - v_1_; const x_3_ = x_2_ - f_1_ * v_15 / (v_15 * v_15 - f_1_ * 0.5 * (w_1_ * (1 - w_1_) + v_1_ * (law.beta + law.alpha * v_1_)) + 1e-300); const q_2_ = Math.expm1(v_4 * x_3_); const e_2_ = (-q_2_) / v_9; const v_16 = v_10 * Math.expm1(x_3_); const f_2_ = (-Math.log1p(e_2_)) / law.alpha + Math.log1p(v_16) - v_5; const w_2_ = (v_16 + v_10) / (v_16 + 1); const v_2_ = v_10 * (1 + q_2_) / (1 + e_2_); const v_17 = w_2_ - v_2_; const x_4_ = x_3_ - f_2_ * v_17 / (v_17 * v_17 - f_2_ * 0.5 * (w_2_ * (1 - w_2_) + v_2_ * (law.beta + law.alpha * v_2_)) + 1e-300); const v_18 = v_4 * x_4_; const q_3_ = Math.expm1(v_18); const e_3_ = (-q_3_) / v_9; const v_19 = (-Math.log1p(e_3_)) / law.alpha; const v_20 = 1 - v_10; const v_21 = -law.alpha; const C_ = v_10 * (excess(v_19 + x_4_) + excess(v_18) / law.beta) + v_20 * excess(v_19) + excess(v_21 * v_19) / law.alpha; const v_22 = v_10 * Math.expm1(x_4_); const v_23 = -v_9; const e_4_ = Math.expm1(v_21 * x_); const v_24 = v_23 * e_4_; const v_25 = v_10 * Math.expm1((-Math.log1p(v_24)) / law.beta); const f_3_ = x_ + Math.log1p(v_25) - v_5; const v_26 = (v_25 + v_10) / (v_25 + 1); const v_27 = v_9 * law.alpha / law.beta; const v_28 = v_27 * (1 + e_4_) / (1 + v_24); const v_29 = v_26 * v_28; const v_30 = 1 - v_29; const x_5_ = x_ - f_3_ * v_30 / (v_30 * v_30 - f_3_ * 0.5 * (v_29 * ((1 - v_26) * v_28 + law.alpha + law.beta * v_28)) + 1e-300); const e_5_ = Math.expm1(v_21 * x_5_); const v_31 = v_23 * e_5_; const v_32 = v_10 * Math.expm1((-Math.log1p(v_31)) / law.beta); const f_4_ = x_5_ + Math.log1p(v_32) - v_5; const v_33 = (v_32 + v_10) / (v_32 + 1); const v_34 = v_27 * (1 + e_5_) / (1 + v_31); const v_35 = v_33 * v_34; const v_36 = 1 - v_35; const x_6_ = x_5_ - f_4_ * v_36 / (v_36 * v_36 - f_4_ * 0.5 * (v_35 * ((1 - v_33) * v_34 + law.alpha + law.beta * v_34)) + 1e-300); const e_6_ = Math.expm1(v_21 * x_6_); const v_37 = v_23 * e_6_; const v_38 = v_10 * Math.expm1((-Math.log1p(v_37)) / law.beta); const f_5_ = x_6_ + Math.log1p(v_38) - v_5; const v_39 = (v_38 + v_10) / (v_38 + 1); const v_40 = v_27 * (1 + e_6_) / (1 + v_37); const v_41 = v_39 * v_40; const v_42 = 1 - v_41; const x_7_ = x_6_ - f_5_ * v_42 / (v_42 * v_42 - f_5_ * 0.5 * (v_41 * ((1 - v_39) * v_40 + law.alpha + law.beta * v_40)) + 1e-300); const v_43 = v_21 * x_7_; const e_7_ = Math.expm1(v_43); const v_44 = v_23 * e_7_; const v_45 = (-Math.log1p(v_44)) / law.beta; const C_1_ = v_10 * (excess(x_7_ + v_45) + excess(v_4 * v_45) / law.beta) + v_20 * excess(x_7_) + excess(v_43) / law.alpha; const v_46 = v_10 * Math.expm1(v_45); return [N_ * Math.exp((-Math.log1p((-Math.expm1(v_4 * (x_4_ - (C_ - within) / ((1 + C_) * ((v_22 + v_10) / (v_22 + 1) - v_10 * (1 + q_3_) / (1 + e_3_)) + 1e-300)))) / v_9)) / law.alpha), N_, N_ * Math.exp(x_7_ - (C_1_ - within) / ((1 + C_1_) * (1 - (v_46 + v_10) / (v_46 + 1) * (v_27 * (1 + e_7_) / (1 + v_44))) + 1e-300))]; }, conditions: [[(loss, inf_tokens, within, law, field) => (law.E < loss), (loss, inf_tokens, within, law, field) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))]] },
  COST_RANGE: { body: (loss, requests, within, deployment, law, field) => { const v_1 = law.alpha + law.beta; const s_ = law.beta / v_1; const v_2 = requests * (2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu) / (deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600))) + deployment.fine_tuning_tokens / deployment.training_overhead; const v_3 = law.beta / law.alpha; const r_ = loss - law.E; const D0_ = pow(law.B * (1 + v_3) / r_, 1 / law.beta); const m_ = s_ * v_2 / D0_; const growth_ = Math.exp(root(m_, law.beta)); const t_ = m_ / growth_; const N_ = pow(law.A * (1 + t_) / (r_ * (s_ + t_)), 1 / law.alpha); const v_4 = -law.beta; const v_5 = Math.log1p(within); const v_6 = v_2 / (D0_ * growth_); const x_ = Math.sqrt(2 * v_5 / (v_1 + (1 + law.beta) * v_6)); const v_7 = 1 + v_6; const v_8 = x_ * v_7; const v_9 = v_3 * v_7; const v_10 = 1 / v_7; const v_11 = Math.log1p(Math.expm1(v_5 + Math.log1p(1 / v_9) / law.alpha) / v_10); const x_1_ = (v_8 < v_11) ? v_8 : v_11; const q_ = Math.expm1(v_4 * x_1_); const e_ = (-q_) / v_9; const v_12 = v_10 * Math.expm1(x_1_); const f_ = (-Math.log1p(e_)) / law.alpha + Math.log1p(v_12) - v_5; const w_ = (v_12 + v_10) / (v_12 + 1); const v_ = v_10 * (1 + q_) / (1 + e_); const v_13 = w_ - v_; const x_2_ = x_1_ - f_ * v_13 / (v_13 * v_13 - f_ * 0.5 * (w_ * (1 - w_) + v_ * (law.beta + law.alpha * v_)) + 1e-300); const q_1_ = Math.expm1(v_4 * x_2_); const e_1_ = (-q_1_) / v_9; const v_14 = v_10 * Math.expm1(x_2_); const f_1_ = (-Math.log1p(e_1_)) / law.alpha + Math.log1p(v_14) - v_5; const w_1_ = (v_14 + v_10) / (v_14 + 1); const v_1_ = v_10 * (1 + q_1_) / (1 + e_1_); const v_15 = w_1_ - v_1_; const x_3_ = x_2_ - f_1_ * v_15 / (v_15 * v_15 - f_1_ * 0.5 * (w_1_ * (1 - w_1_) + v_1_ * (law.beta + law.alpha * v_1_)) + 1e-300); const q_2_ = Math.expm1(v_4 * x_3_); const e_2_ = (-q_2_) / v_9; const v_16 = v_10 * Math.expm1(x_3_); const f_2_ = (-Math.log1p(e_2_)) / law.alpha + Math.log1p(v_16) - v_5; const w_2_ = (v_16 + v_10) / (v_16 + 1); const v_2_ = v_10 * (1 + q_2_) / (1 + e_2_); const v_17 = w_2_ - v_2_; const x_4_ = x_3_ - f_2_ * v_17 / (v_17 * v_17 - f_2_ * 0.5 * (w_2_ * (1 - w_2_) + v_2_ * (law.beta + law.alpha * v_2_)) + 1e-300); const v_18 = v_4 * x_4_; const q_3_ = Math.expm1(v_18); const e_3_ = (-q_3_) / v_9; const v_19 = (-Math.log1p(e_3_)) / law.alpha; const v_20 = 1 - v_10; const v_21 = -law.alpha; const C_ = v_10 * (excess(v_19 + x_4_) + excess(v_18) / law.beta) + v_20 * excess(v_19) + excess(v_21 * v_19) / law.alpha; const v_22 = v_10 * Math.expm1(x_4_); const v_23 = -v_9; const e_4_ = Math.expm1(v_21 * x_); const v_24 = v_23 * e_4_; const v_25 = v_10 * Math.expm1((-Math.log1p(v_24)) / law.beta); const f_3_ = x_ + Math.log1p(v_25) - v_5; const v_26 = (v_25 + v_10) / (v_25 + 1); const v_27 = v_9 * law.alpha / law.beta; const v_28 = v_27 * (1 + e_4_) / (1 + v_24); const v_29 = v_26 * v_28; const v_30 = 1 - v_29; const x_5_ = x_ - f_3_ * v_30 / (v_30 * v_30 - f_3_ * 0.5 * (v_29 * ((1 - v_26) * v_28 + law.alpha + law.beta * v_28)) + 1e-300); const e_5_ = Math.expm1(v_21 * x_5_); const v_31 = v_23 * e_5_; const v_32 = v_10 * Math.expm1((-Math.log1p(v_31)) / law.beta); const f_4_ = x_5_ + Math.log1p(v_32) - v_5; const v_33 = (v_32 + v_10) / (v_32 + 1); const v_34 = v_27 * (1 + e_5_) / (1 + v_31); const v_35 = v_33 * v_34; const v_36 = 1 - v_35; const x_6_ = x_5_ - f_4_ * v_36 / (v_36 * v_36 - f_4_ * 0.5 * (v_35 * ((1 - v_33) * v_34 + law.alpha + law.beta * v_34)) + 1e-300); const e_6_ = Math.expm1(v_21 * x_6_); const v_37 = v_23 * e_6_; const v_38 = v_10 * Math.expm1((-Math.log1p(v_37)) / law.beta); const f_5_ = x_6_ + Math.log1p(v_38) - v_5; const v_39 = (v_38 + v_10) / (v_38 + 1); const v_40 = v_27 * (1 + e_6_) / (1 + v_37); const v_41 = v_39 * v_40; const v_42 = 1 - v_41; const x_7_ = x_6_ - f_5_ * v_42 / (v_42 * v_42 - f_5_ * 0.5 * (v_41 * ((1 - v_39) * v_40 + law.alpha + law.beta * v_40)) + 1e-300); const v_43 = v_21 * x_7_; const e_7_ = Math.expm1(v_43); const v_44 = v_23 * e_7_; const v_45 = (-Math.log1p(v_44)) / law.beta; const C_1_ = v_10 * (excess(x_7_ + v_45) + excess(v_4 * v_45) / law.beta) + v_20 * excess(x_7_) + excess(v_43) / law.alpha; const v_46 = v_10 * Math.expm1(v_45); return [N_ * Math.exp((-Math.log1p((-Math.expm1(v_4 * (x_4_ - (C_ - within) / ((1 + C_) * ((v_22 + v_10) / (v_22 + 1) - v_10 * (1 + q_3_) / (1 + e_3_)) + 1e-300)))) / v_9)) / law.alpha), N_, N_ * Math.exp(x_7_ - (C_1_ - within) / ((1 + C_1_) * (1 - (v_46 + v_10) / (v_46 + 1) * (v_27 * (1 + e_7_) / (1 + v_44))) + 1e-300))]; }, conditions: [[(loss, requests, within, deployment, law, field) => (law.E < loss), (loss, requests, within, deployment, law, field) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))]] },
  TRAIN_FLOPS: { body: (params, tokens) => (6 * params * tokens), conditions: [] },
  INF_FLOPS: { body: (params, inf_tokens) => (2 * params * inf_tokens), conditions: [] },
  TOTAL_FLOPS: { body: (params, tokens, inf_tokens) => (6 * params * tokens + 2 * params * inf_tokens), conditions: [] },
  TRAIN_COST: { body: (params, tokens, deployment) => (params * (tokens + deployment.fine_tuning_tokens / deployment.training_overhead) * (deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600))), conditions: [] },
  INF_COST: { body: (params, requests, deployment) => (params * requests * (2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu))), conditions: [] },
  TOTAL_COST: { body: (params, tokens, requests, deployment) => (params * (tokens + deployment.fine_tuning_tokens / deployment.training_overhead) * (deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600)) + params * requests * (2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu))), conditions: [] },
  GPU_HOURS: { body: (params, tokens, deployment) => (6 * params * (tokens * deployment.training_overhead + deployment.fine_tuning_tokens) / (deployment.training_peak * deployment.training_mfu * 3600)), conditions: [] },
  TRAIN_DAYS: { body: (params, tokens, gpus, deployment) => (6 * params * (tokens * deployment.training_overhead + deployment.fine_tuning_tokens) / (deployment.training_peak * deployment.training_mfu * 3600) / gpus / 24), conditions: [] },
  COST_PER_MTOK: { body: (params, deployment) => (params * (2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu)) / (deployment.input_tokens + deployment.output_tokens) * 1000000), conditions: [[(params, deployment) => (0 < deployment.input_tokens + deployment.output_tokens), (params, deployment) => ("input_tokens and output_tokens of the deployment must not both be 0")]] },
  IMPLIED_DEMAND: { body: (params, tokens, law) => (tokens * (law.alpha * (law.A / pow(params, law.alpha)) / (law.beta * (law.B / pow(tokens, law.beta))) - 1) * 3), conditions: [] },
  IMPLIED_REQUESTS: { body: (params, tokens, deployment, law) => ((tokens * (law.alpha * (law.A / pow(params, law.alpha)) / (law.beta * (law.B / pow(tokens, law.beta))) - 1) - deployment.fine_tuning_tokens / deployment.training_overhead) * (deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600) / (2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu)))), conditions: [[(params, tokens, deployment, law) => (0 < deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu), (params, tokens, deployment, law) => ("a request of the deployment must cost something; got input_tokens = " + format(deployment.input_tokens, "g") + ", of which " + format(deployment.cached_input, ".6g") + " cached at " + format(deployment.cached_price_ratio, ".6g") + " of the price, and output_tokens = " + format(deployment.output_tokens, "g"))]] },
  BREAK_EVEN: { body: (params, tokens, other_params, other_tokens, deployment) => (Math.max(((params * tokens - other_params * other_tokens) / (other_params - params) - deployment.fine_tuning_tokens / deployment.training_overhead) * (deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600) / (2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu))), 0)), conditions: [[(params, tokens, other_params, other_tokens, deployment) => (params < other_params), (params, tokens, other_params, other_tokens, deployment) => ("params must be below other_params = " + format(other_params, ".6g") + ": only a smaller model gains on a larger one with demand; got " + format(params, ".6g"))], [(params, tokens, other_params, other_tokens, deployment) => (0 < deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu), (params, tokens, other_params, other_tokens, deployment) => ("a request of the deployment must cost something; got input_tokens = " + format(deployment.input_tokens, "g") + ", of which " + format(deployment.cached_input, ".6g") + " cached at " + format(deployment.cached_price_ratio, ".6g") + " of the price, and output_tokens = " + format(deployment.output_tokens, "g"))]] },
  BREAK_EVEN_TOKENS: { body: (params, tokens, other_params, other_tokens) => (Math.max((params * tokens - other_params * other_tokens) / (other_params - params) * 3, 0)), conditions: [[(params, tokens, other_params, other_tokens) => (params < other_params), (params, tokens, other_params, other_tokens) => ("params must be below other_params = " + format(other_params, ".6g") + ": only a smaller model gains on a larger one with demand; got " + format(params, ".6g"))]] },
  DEMAND_MEAN: { body: (p10, p90) => { const v_1 = Math.log(p90 / p10) / 1.2815515655446004 / 2; return p10 * Math.exp(v_1 * (1.2815515655446004 + v_1 / 2)); }, conditions: [[(p10, p90) => (p10 <= p90), (p10, p90) => ("p10 must be at most p90 = " + format(p90, ".6g") + "; got " + format(p10, ".6g"))]] },
  DEMAND_PV: { body: (first_month, months, growth, price_decline, discount, delay) => { const v_1 = (Math.log1p(-price_decline) - Math.log1p(discount)) / 12; const v_2 = Math.log1p(growth) + v_1; const v_3 = v_2 === 0; return first_month * Math.exp(v_1 * delay) * (v_3 ? months : Math.expm1(months * v_2) / (v_3 ? 1 : Math.expm1(v_2))); }, conditions: [[(first_month, months, growth, price_decline, discount, delay) => (months === Math.floor(months)), (first_month, months, growth, price_decline, discount, delay) => ("months must be whole; got " + format(months, ".10g"))]] },
  DEMAND_RAMP: { body: (full, ramp_months, months, price_decline, discount, delay) => { const v_1 = (Math.log1p(-price_decline) - Math.log1p(discount)) / 12; const v_2 = Math.exp(v_1); const v_3 = iterate((s1_, s2_) => ([s1_ * v_2 + ((s2_ <= months) ? Math.min(s2_ / ramp_months, 1) : 0), s2_ - 1]), [0 * full, months], months); return full * Math.exp(v_1 * delay) * v_3[0]; }, conditions: [[(full, ramp_months, months, price_decline, discount, delay) => (ramp_months === Math.floor(ramp_months)), (full, ramp_months, months, price_decline, discount, delay) => ("ramp_months must be whole; got " + format(ramp_months, ".10g"))], [(full, ramp_months, months, price_decline, discount, delay) => (months === Math.floor(months)), (full, ramp_months, months, price_decline, discount, delay) => ("months must be whole; got " + format(months, ".10g"))]] },
  COST_ELASTIC: { body: (loss, requests, at_params, elasticity, price_over_cost, deployment, law, field) => { const v_1 = law.beta / (law.alpha + law.beta); const v_2 = 1 - elasticity; const v_3 = 2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu); const v_4 = deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600); const v_5 = requests * (v_3 / v_4) * pow(at_params, elasticity); const v_6 = loss - law.E; const v_7 = 1 / law.alpha; const v_8 = pow(law.A / (v_6 * v_1), v_7); const v_9 = 1 / law.beta; const v_10 = pow(law.B * (1 + law.beta / law.alpha) / v_6, v_9); const v_11 = v_1 * v_2 * v_5 * pow(v_8, v_2 - 1) / v_10; const v_12 = (1 - v_2) / law.alpha; const v_13 = pow(v_1, -v_12); const v_14 = -elasticity; const v_15 = v_1 * v_14 * ((-price_over_cost) * at_params * v_5) * pow(v_8, v_14 - 1) / v_10; const v_16 = (1 - v_14) / law.alpha; const v_17 = pow(v_1, -v_16); const v_18 = deployment.fine_tuning_tokens / deployment.training_overhead; const v_19 = v_1 * v_18 * pow(v_8, 0) / v_10; const v_20 = 0 / law.alpha; const v_21 = pow(v_1, -v_20); const v_22 = Math.max(v_11 * Math.min(1, v_13) + v_15 * Math.min(1, v_17) + v_19 * Math.min(1, v_21), 1e-300); const v_23 = Math.log(v_22); const v_24 = Math.max(v_11 * Math.max(1, v_13) + v_15 * Math.max(1, v_17) + v_19 * Math.max(1, v_21), 1e-300); const v_25 = v_12 * v_12; const v_26 = v_16 * v_16; const v_27 = v_20 * v_20; const v_46 = iterate((s1_, s2_, s3_) => { const v_28 = Math.exp(s1_); const v_29 = 1 + v_28; const v_30 = v_1 + v_28; const v_31 = Math.log(v_30 / (v_1 * v_29)); const v_32 = v_11 * Math.exp(v_12 * v_31); const v_33 = v_15 * Math.exp(v_16 * v_31); const v_34 = v_19 * Math.exp(v_20 * v_31); const v_35 = Math.max(v_32 + v_33 + v_34, 1e-300); const v_36 = s1_ + Math.log(v_29) / law.beta - Math.log(v_35); const v_37 = v_36 < 0; const v_38 = v_37 ? s1_ : s2_; const v_39 = v_28 / v_29; const v_40 = (v_12 * v_32 + v_16 * v_33 + v_20 * v_34) / v_35; const v_41 = v_28 / v_30; const v_42 = v_41 - v_39; const v_43 = 1 + v_39 / law.beta - v_40 * v_42; const v_44 = s1_ - v_36 * v_43 / (v_43 * v_43 - v_36 * (v_39 * (1 - v_39) * (v_9 + v_40) - v_40 * v_41 * (1 - v_41) - ((v_25 * v_32 + v_26 * v_33 + v_27 * v_34) / v_35 - v_40 * v_40) * v_42 * v_42) / 2); const v_45 = v_37 ? s3_ : s1_; return [((v_38 <= v_44) && (v_44 <= v_45)) ? v_44 : (v_38 + v_45) / 2, v_38, v_45]; }, [v_23 - Math.log1p(v_22 * (1 + v_9 / (1 + pow(v_22, 0.7) * 0.5))) / (1 + law.beta), v_23 - Math.log1p(v_22) / law.beta, Math.log(v_24) - Math.log1p(v_24) / (law.beta + v_24 / (1 + v_24))], 40); const v_47 = Math.exp(v_46[0]); const v_48 = 1 + v_47; const v_49 = pow(law.A * v_48 / (v_6 * (v_1 + v_47)), v_7); const v_50 = v_10 * pow(v_48, v_9); const v_51 = requests * pow(at_params / v_49, elasticity); const v_52 = v_49 * (v_50 + v_18) * v_4 + v_49 * v_51 * v_3; const v_53 = price_over_cost * (at_params * v_51 * v_3); return [v_49, v_50, v_51, v_52, v_53, v_53 - v_52]; }, conditions: [[(loss, requests, at_params, elasticity, price_over_cost, deployment, law, field) => (law.E < loss), (loss, requests, at_params, elasticity, price_over_cost, deployment, law, field) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))], [(loss, requests, at_params, elasticity, price_over_cost, deployment, law, field) => (0.1716 <= law.alpha + law.beta), (loss, requests, at_params, elasticity, price_over_cost, deployment, law, field) => ("alpha + beta of the law must be at least 0.1716, below which earnings may have more than one peak; got " + format(law.alpha + law.beta, ".6g"))]] },
  PLAN_REGRET: { body: (loss, planned_requests, actual_requests, deployment, law) => { const s_ = law.beta / (law.alpha + law.beta); const v_1 = 2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu) / (deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600)); const v_2 = deployment.fine_tuning_tokens / deployment.training_overhead; const v_3 = s_ * (actual_requests * v_1 + v_2); const D0_ = pow(law.B * (1 + law.beta / law.alpha) / (loss - law.E), 1 / law.beta); const v_4 = v_3 / (D0_ * Math.exp(root(v_3 / D0_, law.beta))); const v_5 = s_ + v_4; const v_6 = s_ / v_5; const v_7 = s_ * (planned_requests * v_1 + v_2); const v_8 = v_7 / (D0_ * Math.exp(root(v_7 / D0_, law.beta))); const v_9 = v_8 - v_4; const v_10 = (-Math.log1p((1 - s_) * v_9 / ((1 + v_8) * v_5))) / law.alpha; const v_11 = Math.sign(v_9) * Math.log1p(Math.abs(v_9) / (1 + Math.min(v_8, v_4))) / law.beta; return v_6 * (excess(v_10 + v_11) + excess((-law.beta) * v_11) / law.beta) + (1 - v_6) * excess(v_10) + excess((-law.alpha) * v_10) / law.alpha; }, conditions: [[(loss, planned_requests, actual_requests, deployment, law) => (law.E < loss), (loss, planned_requests, actual_requests, deployment, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))]] },
  MINIMAX_PLAN: { body: (loss, low_requests, high_requests, kind, deployment, law, field) => { const s_ = law.beta / (law.alpha + law.beta); const v_1 = 1 - s_; const v_2 = 2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu); const v_3 = deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600); const v_4 = v_2 / v_3; const v_5 = deployment.fine_tuning_tokens / deployment.training_overhead; const v_6 = high_requests * v_4 + v_5; const v_7 = s_ * v_6; const r_ = loss - law.E; const v_8 = 1 / law.beta; const D0_ = pow(law.B * (1 + law.beta / law.alpha) / r_, v_8); const m_ = v_7 / D0_; const growth_ = Math.exp(root(m_, law.beta)); const D_ = D0_ * growth_; const v_9 = v_7 / D_; const v_10 = s_ + v_9; const v_11 = Math.expm1(Math.log1p(v_1 / v_10) / law.alpha); const v_12 = (1 + v_11) * D0_ * pow(1 + v_9, v_8) + v_11 * v_6; const v_13 = low_requests * v_4 + v_5; const v_14 = s_ * v_13; const m_1_ = v_14 / D0_; const growth_1_ = Math.exp(root(m_1_, law.beta)); const D_1_ = D0_ * growth_1_; const v_15 = v_14 / D_1_; const v_16 = s_ + v_15; const v_17 = Math.expm1(Math.log1p(v_1 / v_16) / law.alpha); const v_18 = 1 + v_15; const v_19 = (1 + v_17) * D0_ * pow(v_18, v_8) + v_17 * v_13; const v_20 = v_12 - v_19; const v_21 = v_20 < 0.05 * v_19; const v_22 = v_6 - v_13; const v_23 = s_ * (v_13 + v_22 * 0.03376524289842403); const v_24 = v_23 / (D0_ * Math.exp(root(v_23 / D0_, law.beta))); const v_25 = s_ * (v_13 + v_22 * 0.16939530676686776); const v_26 = v_25 / (D0_ * Math.exp(root(v_25 / D0_, law.beta))); const v_27 = s_ * (v_13 + v_22 * 0.38069040695840156); const v_28 = v_27 / (D0_ * Math.exp(root(v_27 / D0_, law.beta))); const v_29 = s_ * (v_13 + v_22 * 0.6193095930415985); const v_30 = v_29 / (D0_ * Math.exp(root(v_29 / D0_, law.beta))); const v_31 = s_ * (v_13 + v_22 * 0.8306046932331322); const v_32 = v_31 / (D0_ * Math.exp(root(v_31 / D0_, law.beta))); const v_33 = s_ * (v_13 + v_22 * 0.9662347571015759); const v_34 = v_33 / (D0_ * Math.exp(root(v_33 / D0_, law.beta))); const v_35 = 0.08566224618958514 * Math.expm1((-Math.log1p(v_1 * (v_24 - v_15) / ((1 + v_24) * v_16))) / law.alpha) + 0.18038078652406936 * Math.expm1((-Math.log1p(v_1 * (v_26 - v_15) / ((1 + v_26) * v_16))) / law.alpha) + 0.23395696728634552 * Math.expm1((-Math.log1p(v_1 * (v_28 - v_15) / ((1 + v_28) * v_16))) / law.alpha) + 0.23395696728634552 * Math.expm1((-Math.log1p(v_1 * (v_30 - v_15) / ((1 + v_30) * v_16))) / law.alpha) + 0.18038078652406936 * Math.expm1((-Math.log1p(v_1 * (v_32 - v_15) / ((1 + v_32) * v_16))) / law.alpha) + 0.08566224618958514 * Math.expm1((-Math.log1p(v_1 * (v_34 - v_15) / ((1 + v_34) * v_16))) / law.alpha); const v_36 = -law.alpha; const v_37 = Math.expm1(v_36 * Math.log1p(v_35)) * v_16 / v_1; const v_38 = (kind === 1) ? (v_21 ? v_15 + v_18 * Math.expm1(law.beta * Math.log1p((-v_35) * (1 + v_15 / s_) / (1 + v_35))) : pow((v_6 * v_19 - v_13 * v_12) / (v_21 ? 1 : v_20 + v_22) / D0_, law.beta) - 1) : (v_21 ? v_15 + v_37 * v_18 / (1 - v_37) : v_1 / Math.expm1(law.alpha * Math.log1p((v_21 ? 1 : v_20) / (v_21 ? 1 : v_22))) - s_); const v_39 = 1 + v_38; const v_40 = 1 / law.alpha; const v_41 = s_ / v_16; const v_42 = v_38 - v_15; const v_43 = (-Math.log1p(v_1 * v_42 / (v_39 * v_16))) / law.alpha; const v_44 = Math.sign(v_42) * Math.log1p(Math.abs(v_42) / (1 + Math.min(v_38, v_15))) / law.beta; const v_45 = -law.beta; const v_46 = v_41 * (excess(v_43 + v_44) + excess(v_45 * v_44) / law.beta) + (1 - v_41) * excess(v_43) + excess(v_36 * v_43) / law.alpha; const v_47 = s_ / v_10; const v_48 = v_38 - v_9; const v_49 = (-Math.log1p(v_1 * v_48 / (v_39 * v_10))) / law.alpha; const v_50 = Math.sign(v_48) * Math.log1p(Math.abs(v_48) / (1 + Math.min(v_38, v_9))) / law.beta; const v_51 = v_47 * (excess(v_49 + v_50) + excess(v_45 * v_50) / law.beta) + (1 - v_47) * excess(v_49) + excess(v_36 * v_49) / law.alpha; const t_ = m_1_ / growth_1_; const N_ = pow(law.A * (1 + t_) / (r_ * (s_ + t_)), v_40); const t_1_ = m_ / growth_; const N_1_ = pow(law.A * (1 + t_1_) / (r_ * (s_ + t_1_)), v_40); return [pow(law.A * v_39 / (r_ * (s_ + v_38)), v_40), D0_ * pow(v_39, v_8), Math.max(v_46, v_51), Math.max(v_46 * (N_ * (D_1_ + v_5) * v_3 + N_ * low_requests * v_2), v_51 * (N_1_ * (D_ + v_5) * v_3 + N_1_ * high_requests * v_2))]; }, conditions: [[(loss, low_requests, high_requests, kind, deployment, law, field) => (law.E < loss), (loss, low_requests, high_requests, kind, deployment, law, field) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))], [(loss, low_requests, high_requests, kind, deployment, law, field) => (low_requests <= high_requests), (loss, low_requests, high_requests, kind, deployment, law, field) => ("low_requests must be at most high_requests = " + format(high_requests, ".6g") + "; got " + format(low_requests, ".6g"))]] },
  COST_QUANTILES: { body: (loss, p10_requests, p90_requests, deployment, law, field) => { const s_ = law.beta / (law.alpha + law.beta); const v_1 = Math.log(p90_requests / p10_requests) / 1.2815515655446004 / 2; const v_2 = p10_requests * Math.exp(v_1 * (1.2815515655446004 + v_1 / 2)); const v_3 = 2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu); const v_4 = deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600); const v_5 = v_3 / v_4; const v_6 = deployment.fine_tuning_tokens / deployment.training_overhead; const r_ = loss - law.E; const D0_ = pow(law.B * (1 + law.beta / law.alpha) / r_, 1 / law.beta); const m_ = s_ * (v_2 * v_5 + v_6) / D0_; const growth_ = Math.exp(root(m_, law.beta)); const t_ = m_ / growth_; const v_7 = 1 / law.alpha; const N_ = pow(law.A * (1 + t_) / (r_ * (s_ + t_)), v_7); const D_ = D0_ * growth_; const v_8 = N_ * (D_ + v_6) * v_4; const v_9 = p90_requests * v_5; const v_10 = p10_requests * v_5; const v_11 = Math.log(v_9 / v_10) / 1.2815515655446004 / 2; const v_12 = (18 + v_11) / 128; const v_13 = Math.sqrt(v_10) * Math.sqrt(v_9); const v_14 = 1 - s_; const v_15 = v_10 * Math.exp(v_11 * (1.2815515655446004 + v_11 / 2)) + v_6; const v_16 = s_ * v_15; const m_1_ = v_16 / D0_; const growth_1_ = Math.exp(root(m_1_, law.beta)); const D_1_ = D0_ * growth_1_; const v_17 = v_16 / D_1_; const v_18 = 1 + v_17; const v_19 = -law.beta; const v_20 = -law.alpha; const v_30 = iterate((s1_, s2_) => { const v_21 = s2_ * v_12 - 9; const v_22 = v_13 * Math.exp(v_11 * v_21) + v_6; const v_23 = s_ * v_22; const m_2_ = v_23 / D0_; const growth_2_ = Math.exp(root(m_2_, law.beta)); const t_1_ = m_2_ / growth_2_; const D_2_ = D0_ * growth_2_; const v_24 = v_23 / D_2_; const v_25 = s_ + v_24; const v_26 = s_ / v_25; const v_27 = v_17 - v_24; const v_28 = (-Math.log1p(v_14 * v_27 / (v_18 * v_25))) / law.alpha; const v_29 = Math.sign(v_27) * Math.log1p(Math.abs(v_27) / (1 + Math.min(v_17, v_24))) / law.beta; return [s1_ + Math.exp((-v_21) * v_21 / 2) * pow(law.A * (1 + t_1_) / (r_ * (s_ + t_1_)), v_7) * (D_2_ + v_22) * (v_26 * (excess(v_28 + v_29) + excess(v_19 * v_29) / law.beta) + (1 - v_26) * excess(v_28) + excess(v_20 * v_28) / law.alpha), s2_ + 1]; }, [0 * v_11, 0], 129); const t_2_ = m_1_ / growth_1_; return [N_, D_, v_8 + N_ * p10_requests * v_3, v_8 + N_ * v_2 * v_3, v_8 + N_ * p90_requests * v_3, v_30[0] * v_12 / 2.5066282746310002 / (pow(law.A * (1 + t_2_) / (r_ * (s_ + t_2_)), v_7) * (D_1_ + v_15))]; }, conditions: [[(loss, p10_requests, p90_requests, deployment, law, field) => (law.E < loss), (loss, p10_requests, p90_requests, deployment, law, field) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))], [(loss, p10_requests, p90_requests, deployment, law, field) => (0 < deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu), (loss, p10_requests, p90_requests, deployment, law, field) => ("a request of the deployment must cost something; got input_tokens = " + format(deployment.input_tokens, "g") + ", of which " + format(deployment.cached_input, ".6g") + " cached at " + format(deployment.cached_price_ratio, ".6g") + " of the price, and output_tokens = " + format(deployment.output_tokens, "g"))], [(loss, p10_requests, p90_requests, deployment, law, field) => ((p10_requests <= p90_requests) && (p90_requests <= 1000000 * p10_requests)), (loss, p10_requests, p90_requests, deployment, law, field) => ("p90_requests must be from p10_requests = " + format(p10_requests, ".6g") + " to a million times that; got " + format(p90_requests, ".6g"))]] },
  COST_OF_QUALITY: { body: (loss, requests, deployment, law) => { const s_ = law.beta / (law.alpha + law.beta); const v_1 = 2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu); const v_2 = deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600); const v_3 = deployment.fine_tuning_tokens / deployment.training_overhead; const r_ = loss - law.E; const D0_ = pow(law.B * (1 + law.beta / law.alpha) / r_, 1 / law.beta); const m_ = s_ * (requests * (v_1 / v_2) + v_3) / D0_; const growth_ = Math.exp(root(m_, law.beta)); const t_ = m_ / growth_; const N_ = pow(law.A * (1 + t_) / (r_ * (s_ + t_)), 1 / law.alpha); return (N_ * (D0_ * growth_ + v_3) * v_2 + N_ * requests * v_1) / (law.alpha * (law.A / pow(N_, law.alpha))); }, conditions: [[(loss, requests, deployment, law) => (law.E < loss), (loss, requests, deployment, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))]] },
  GROWTH_PARAMS: { body: (factor, law) => (pow(factor, law.params_share)), conditions: [] },
  GROWTH_TOKENS: { body: (factor, law) => (pow(factor, 1 - law.params_share)), conditions: [] },
  API_COST: { body: (requests, input_price, output_price, deployment) => (requests * ((deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) * input_price + deployment.output_tokens * output_price) / 1000000)), conditions: [] },
  BREAK_EVEN_API: { body: (loss, input_price, output_price, params, deployment, law) => { const v_1 = params === 0; const s_ = law.beta / (law.alpha + law.beta); const v_2 = deployment.fine_tuning_tokens / deployment.training_overhead; const r_ = loss - law.E; const v_3 = 1 / law.beta; const D0_ = pow(law.B * (1 + law.beta / law.alpha) / r_, v_3); const m_ = s_ * v_2 / D0_; const growth_ = Math.exp(root(m_, law.beta)); const t_ = m_ / growth_; const v_4 = 1 / law.alpha; const v_5 = deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)); const v_6 = (v_5 * input_price + deployment.output_tokens * output_price) / 1000000; const v_7 = 2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (v_5 / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu); const v_8 = v_6 / v_7; const v_12 = iterate((s1_) => { const v_9 = Math.exp(s1_); const m_1_ = s_ * (v_2 + v_9) / D0_; const growth_1_ = Math.exp(root(m_1_, law.beta)); const t_1_ = m_1_ / growth_1_; const v_10 = D0_ * growth_1_ + v_2; const v_11 = v_10 + v_9; return [s1_ + Math.log(pow(law.A * (1 + t_1_) / (r_ * (s_ + t_1_)), v_4) * v_11 / (v_8 * v_9)) * v_11 / v_10]; }, [Math.log(pow(law.A * (1 + t_) / (r_ * (s_ + t_)), v_4) * (D0_ * growth_ + v_2) / v_8)], 100); const v_13 = deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600); const v_14 = v_1 ? NaN : params; return v_1 ? Math.exp(v_12[0]) * (v_13 / v_7) : v_14 * (pow(law.B / (r_ - law.A / pow(v_14, law.alpha)), v_3) + v_2) * v_13 / (v_6 - v_14 * v_7); }, conditions: [[(loss, input_price, output_price, params, deployment, law) => (law.E < loss), (loss, input_price, output_price, params, deployment, law) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))], [(loss, input_price, output_price, params, deployment, law) => (0 < deployment.input_tokens + deployment.output_tokens), (loss, input_price, output_price, params, deployment, law) => ("input_tokens and output_tokens of the deployment must not both be 0")], [(loss, input_price, output_price, params, deployment, law) => ((params === 0) || (law.A < (loss - law.E) * pow(params, law.alpha))), (loss, input_price, output_price, params, deployment, law) => ("with " + format(params, ".6g") + " params no number of tokens reaches a loss of " + format(law.E + law.A / pow(params, law.alpha), ".10g") + " or below; got " + format(loss, ".10g"))], [(loss, input_price, output_price, params, deployment, law) => { const v_1 = deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)); return ((params === 0) ? pow(law.A / (loss - law.E), 1 / law.alpha) : params) * (2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (v_1 / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu)) < (v_1 * input_price + deployment.output_tokens * output_price) / 1000000; }, (loss, input_price, output_price, params, deployment, law) => { const v_1 = deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)); const v_2 = params === 0; const v_3 = v_2 ? pow(law.A / (loss - law.E), 1 / law.alpha) : params; return "the API stays cheaper at any demand: a request costs " + format((v_1 * input_price + deployment.output_tokens * output_price) / 1000000, ".6g") + " USD there, and serving it at least " + format(v_3 * (2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (v_1 / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu)), ".6g") + " USD, as " + format(v_2 ? ("any model of the loss has more than") : ("the model has"), "") + " " + format(v_3, ".6g") + " params"; }]] },
  GPU_HOUR_COST: { body: (purchase, years, residual, utilisation, power_kw, pue, price_kwh, overhead_share) => { const v_1 = 8766 * utilisation; return purchase * (1 - residual) / (years * v_1) + purchase * overhead_share / v_1 + power_kw * pue * price_kwh; }, conditions: [] },
  ENERGY: { body: (hours, gpu, pue, grid_intensity, field) => { const v_1 = at("xlp_gpu_power_w", gpu, 1); const v_2 = hours * v_1 / 1000000 * pue; return [v_2, v_2 * grid_intensity]; }, conditions: [] },
  SPECULATIVE_SPEEDUP: { body: (acceptance, draft_tokens, draft_cost) => { const v_1 = 1 - acceptance; const v_2 = draft_tokens + 1; return ((0 < v_1) ? (-Math.expm1(v_2 * Math.log1p(-v_1))) / v_1 : v_2) / (draft_cost * draft_tokens + 1); }, conditions: [] },
  DECODE_SPEED: { body: (params, gpu, batch, context, gpus, bits, kv_bytes, precision, field) => { const v_1 = at("xlp_roofline_peak", gpu, (bits - 1) * 8 + (precision + true)); const v_2 = at("xlp_gpu_bandwidth_tb_per_s", gpu, 1); const v_3 = at("xlp_stored_bits", bits, 1); const v_4 = Math.max(2 * params * batch / (gpus * v_1), (params * v_3 / 8 + batch * context * (kv_bytes * pow(params / 8000000000, 0.42))) / (gpus * v_2 * 1000000000000)); return [1 / v_4, batch / v_4]; }, conditions: [] },
  DECODE_PARAMS: { body: (speed, gpu, batch, context, gpus, bits, kv_bytes, precision) => { const v_1 = at("xlp_roofline_peak", gpu, (bits - 1) * 8 + (precision + true)); const v_2 = at("xlp_gpu_bandwidth_tb_per_s", gpu, 1); const v_3 = at("xlp_stored_bits", bits, 1); const v_4 = gpus * v_2 * 1000000000000 / speed; const v_5 = v_4 * 8 / v_3; const k_ = batch * context * (kv_bytes * pow(v_5 / 8000000000, 0.42)) / v_4; const v_ = (-Math.log(Math.max(k_, 1))) / 0.42; const weights_ = Math.exp(v_); const caches_ = k_ * Math.exp(0.42 * v_); const v_6 = weights_ + caches_; const v_1_ = v_ - Math.log(v_6) * v_6 / (weights_ + 0.42 * caches_); const weights_1_ = Math.exp(v_1_); const caches_1_ = k_ * Math.exp(0.42 * v_1_); const v_7 = weights_1_ + caches_1_; const v_2_ = v_1_ - Math.log(v_7) * v_7 / (weights_1_ + 0.42 * caches_1_); const weights_2_ = Math.exp(v_2_); const caches_2_ = k_ * Math.exp(0.42 * v_2_); const v_8 = weights_2_ + caches_2_; const v_3_ = v_2_ - Math.log(v_8) * v_8 / (weights_2_ + 0.42 * caches_2_); const weights_3_ = Math.exp(v_3_); const caches_3_ = k_ * Math.exp(0.42 * v_3_); const v_9 = weights_3_ + caches_3_; const v_4_ = v_3_ - Math.log(v_9) * v_9 / (weights_3_ + 0.42 * caches_3_); const weights_4_ = Math.exp(v_4_); const caches_4_ = k_ * Math.exp(0.42 * v_4_); const v_10 = weights_4_ + caches_4_; return Math.min(gpus * v_1 / (2 * batch * speed), v_5 * Math.exp(v_4_ - Math.log(v_10) * v_10 / (weights_4_ + 0.42 * caches_4_))); }, conditions: [[(speed, gpu, batch, context, gpus, bits, kv_bytes, precision) => { const v_1 = gpus * at("xlp_gpu_bandwidth_tb_per_s", gpu, 1) * 1000000000000 / speed; const v_2 = v_1 * 8 / at("xlp_stored_bits", bits, 1); const k_ = batch * context * (kv_bytes * pow(v_2 / 8000000000, 0.42)) / v_1; const v_ = (-Math.log(Math.max(k_, 1))) / 0.42; const weights_ = Math.exp(v_); const caches_ = k_ * Math.exp(0.42 * v_); const v_3 = weights_ + caches_; const v_1_ = v_ - Math.log(v_3) * v_3 / (weights_ + 0.42 * caches_); const weights_1_ = Math.exp(v_1_); const caches_1_ = k_ * Math.exp(0.42 * v_1_); const v_4 = weights_1_ + caches_1_; const v_2_ = v_1_ - Math.log(v_4) * v_4 / (weights_1_ + 0.42 * caches_1_); const weights_2_ = Math.exp(v_2_); const caches_2_ = k_ * Math.exp(0.42 * v_2_); const v_5 = weights_2_ + caches_2_; const v_3_ = v_2_ - Math.log(v_5) * v_5 / (weights_2_ + 0.42 * caches_2_); const weights_3_ = Math.exp(v_3_); const caches_3_ = k_ * Math.exp(0.42 * v_3_); const v_6 = weights_3_ + caches_3_; const v_4_ = v_3_ - Math.log(v_6) * v_6 / (weights_3_ + 0.42 * caches_3_); const weights_4_ = Math.exp(v_4_); const caches_4_ = k_ * Math.exp(0.42 * v_4_); const v_7 = weights_4_ + caches_4_; return 1 <= Math.min(gpus * at("xlp_roofline_peak", gpu, (bits - 1) * 8 + (precision + true)) / (2 * batch * speed), v_2 * Math.exp(v_4_ - Math.log(v_7) * v_7 / (weights_4_ + 0.42 * caches_4_))); }, (speed, gpu, batch, context, gpus, bits, kv_bytes, precision) => ("no model, however small, generates " + format(speed, ".6g") + " tokens/s for each of " + format(batch, "g") + " on " + format(gpus, "g") + " " + format(at("xlp_gpu_name", gpu, 1), "") + ": reading the cache of " + format(context, "g") + " tokens takes longer")]] },
  COST_ROOFLINE: { body: (loss, requests, batch, context, kv_bytes, deployment, law, bits, field) => { const v_1 = 2 * batch / deployment.inference_peak; const s_ = law.beta / (law.alpha + law.beta); const v_2 = deployment.inference_price / deployment.utilisation * deployment.peak_over_mean; const v_3 = deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600); const v_4 = requests * (2 * (v_2 / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + 0 / deployment.output_mfu) / v_3) + deployment.fine_tuning_tokens / deployment.training_overhead; const v_5 = requests * deployment.output_tokens / batch * v_2 / 3600 / v_3; const v_6 = deployment.inference_bandwidth * 1000000000000; const v_7 = bits / 8 / v_6; const r_ = loss - law.E; const v_8 = 1 / law.alpha; const v_9 = pow(law.A / (r_ * s_), v_8); const v_10 = 1 / law.beta; const D0_ = pow(law.B * (1 + law.beta / law.alpha) / r_, v_10); const v_11 = s_ * (v_4 + v_5 * v_7) * pow(v_9, 0) / D0_; const v_12 = 0 / law.alpha; const v_13 = pow(s_, -v_12); const v_14 = 1 * ((0 * bits / 8 + batch * context * (kv_bytes * 6.929504888212974e-05)) / v_6); const v_15 = s_ * 0.42 * (v_5 * v_14) * pow(v_9, -0.5800000000000001) / D0_; const v_16 = 0.5800000000000001 / law.alpha; const v_17 = pow(s_, -v_16); const v_18 = Math.max(v_11 * Math.min(1, v_13) + v_15 * Math.min(1, v_17), 1e-300); const v_19 = Math.log(v_18); const v_20 = Math.max(v_11 * Math.max(1, v_13) + v_15 * Math.max(1, v_17), 1e-300); const v_21 = v_12 * v_12; const v_22 = v_16 * v_16; const v_40 = iterate((s1_, s2_, s3_) => { const v_23 = Math.exp(s1_); const v_24 = 1 + v_23; const v_25 = s_ + v_23; const v_26 = Math.log(v_25 / (s_ * v_24)); const v_27 = v_11 * Math.exp(v_12 * v_26); const v_28 = v_15 * Math.exp(v_16 * v_26); const v_29 = Math.max(v_27 + v_28, 1e-300); const v_30 = s1_ + Math.log(v_24) / law.beta - Math.log(v_29); const v_31 = v_30 < 0; const v_32 = v_31 ? s1_ : s2_; const v_33 = v_23 / v_24; const v_34 = (v_12 * v_27 + v_16 * v_28) / v_29; const v_35 = v_23 / v_25; const v_36 = v_35 - v_33; const v_37 = 1 + v_33 / law.beta - v_34 * v_36; const v_38 = s1_ - v_30 * v_37 / (v_37 * v_37 - v_30 * (v_33 * (1 - v_33) * (v_10 + v_34) - v_34 * v_35 * (1 - v_35) - ((v_21 * v_27 + v_22 * v_28) / v_29 - v_34 * v_34) * v_36 * v_36) / 2); const v_39 = v_31 ? s3_ : s1_; return [((v_32 <= v_38) && (v_38 <= v_39)) ? v_38 : (v_32 + v_39) / 2, v_32, v_39]; }, [v_19 - Math.log1p(v_18 * (1 + v_10 / (1 + pow(v_18, 0.7) * 0.5))) / (1 + law.beta), v_19 - Math.log1p(v_18) / law.beta, Math.log(v_20) - Math.log1p(v_20) / (law.beta + v_20 / (1 + v_20))], 40); const v_41 = Math.exp(v_40[0]); const v_42 = 1 + v_41; const v_43 = pow(law.A * v_42 / (r_ * (s_ + v_41)), v_8); const v_44 = v_1 * v_43 <= v_7 * v_43 + v_14 * pow(v_43, 0.42); const m_ = s_ * (v_4 + v_5 * v_1) / D0_; const growth_ = Math.exp(root(m_, law.beta)); const t_ = m_ / growth_; const N_ = pow(law.A * (1 + t_) / (r_ * (s_ + t_)), v_8); const v_45 = v_7 * N_ + v_14 * pow(N_, 0.42) <= v_1 * N_; const v_46 = pow(v_14 / (v_1 - v_7), 1.7241379310344827); const v_47 = v_44 ? v_43 : (v_45 ? N_ : v_46); const v_48 = v_44 ? D0_ * pow(v_42, v_10) : (v_45 ? D0_ * growth_ : pow(law.B / (r_ - law.A / pow(v_46, law.alpha)), v_10)); const v_49 = v_1 * v_47; const v_50 = Math.max(v_49, v_7 * v_47 + v_14 * pow(v_47, 0.42)); return [v_47, v_48, (v_47 * (v_48 + v_4) + v_5 * v_50) * v_3, v_49 / v_50, 1 / v_50]; }, conditions: [[(loss, requests, batch, context, kv_bytes, deployment, law, bits, field) => (law.E < loss), (loss, requests, batch, context, kv_bytes, deployment, law, bits, field) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))], [(loss, requests, batch, context, kv_bytes, deployment, law, bits, field) => (0 < deployment.inference_bandwidth), (loss, requests, batch, context, kv_bytes, deployment, law, bits, field) => ("inference_bandwidth of the deployment must be above 0, which stands for a figure that the data lack; enter the GPU's own")]] },
  FLEET_PLAN: { body: (loss, peak_requests_per_s, years, deployment, law, field) => { const s_ = law.beta / (law.alpha + law.beta); const v_1 = deployment.fine_tuning_tokens / deployment.training_overhead; const v_2 = deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600); const v_3 = deployment.inference_price * years * 8766 / v_2; const v_4 = deployment.inference_peak / (peak_requests_per_s * (2 * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu))); const r_ = loss - law.E; const v_5 = 1 / law.beta; const D0_ = pow(law.B * (1 + law.beta / law.alpha) / r_, v_5); const m_ = s_ * (v_1 + v_3 / v_4) / D0_; const t_ = m_ / Math.exp(root(m_, law.beta)); const v_6 = 1 / law.alpha; const v_7 = pow(law.A * (1 + t_) / (r_ * (s_ + t_)), v_6) / v_4; const v_8 = Math.max(Math.floor(v_7), 1); const m_1_ = s_ * v_1 / D0_; const growth_ = Math.exp(root(m_1_, law.beta)); const t_1_ = m_1_ / growth_; const N_ = pow(law.A * (1 + t_1_) / (r_ * (s_ + t_1_)), v_6); const v_9 = Math.min(v_8 * v_4, N_); const D_ = D0_ * growth_; const v_10 = (v_9 < N_) ? pow(law.B / (r_ - law.A / pow(v_9, law.alpha)), v_5) : D_; const v_11 = v_9 * (v_10 + v_1) + v_8 * v_3; const v_12 = Math.ceil(v_7); const v_13 = Math.min(v_12 * v_4, N_); const v_14 = (v_13 < N_) ? pow(law.B / (r_ - law.A / pow(v_13, law.alpha)), v_5) : D_; const v_15 = v_13 * (v_14 + v_1) + v_12 * v_3; const v_16 = (Math.abs(v_11 - v_15) <= 1e-13 * v_15) ? (v_7 - v_8 <= v_12 - v_7) : (v_11 < v_15); return [v_16 ? v_8 : v_12, v_16 ? v_9 : v_13, v_16 ? v_10 : v_14, (v_16 ? v_11 : v_15) * v_2]; }, conditions: [[(loss, peak_requests_per_s, years, deployment, law, field) => (law.E < loss), (loss, peak_requests_per_s, years, deployment, law, field) => ("loss must be above the law's irreducible loss E = " + format(law.E, ".10g") + "; got " + format(loss, ".10g"))], [(loss, peak_requests_per_s, years, deployment, law, field) => (0 < deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu), (loss, peak_requests_per_s, years, deployment, law, field) => ("a request of the deployment must cost something; got input_tokens = " + format(deployment.input_tokens, "g") + ", of which " + format(deployment.cached_input, ".6g") + " cached at " + format(deployment.cached_price_ratio, ".6g") + " of the price, and output_tokens = " + format(deployment.output_tokens, "g"))]] },
  GPU_PRICE: { body: (gpu, provider, commitment, as_of) => price(gpu, provider, commitment, as_of), conditions: [] },
  GPU_PEAK: { body: (gpu, precision) => (at("GPU_PEAK", gpu, precision)), conditions: [] },
  GPU_MEMORY: { body: (gpu) => (at("GPU_MEMORY", gpu, 1)), conditions: [] },
  GPU_BANDWIDTH: { body: (gpu) => (at("GPU_BANDWIDTH", gpu, 1)), conditions: [] },
  MODEL_MEMORY: { body: (params, bits) => (params * bits / 8 / 1000000000), conditions: [] },
  GPUS_TO_FIT: { body: (params, gpu, bits) => { const v_1 = at("xlp_gpu_memory_gb", gpu, 1); return Math.ceil(params * bits / 8 / 1000000000 / v_1); }, conditions: [] },
  MFU_DECODE: { body: (params, gpu, batch, context, bits, kv_bytes, precision) => { const v_1 = at("xlp_roofline_peak", gpu, (bits - 1) * 8 + (precision + true)); const v_2 = at("xlp_gpu_bandwidth_tb_per_s", gpu, 1); const v_3 = at("xlp_stored_bits", bits, 1); return Math.min(1, 2 * params * batch / v_1 / ((params * v_3 / 8 + batch * context * kv_bytes) / (v_2 * 1000000000000))); }, conditions: [] },
  MFU_REF: { body: (reference, precision) => (at("MFU_REF", reference, precision + true)), conditions: [] },
  REQUEST_TOKENS: { body: (mix, field) => (field ? ((mix, field) => (at("REQUEST_TOKENS field", mix, field)))(mix, field) : ((mix, field) => ([at("REQUEST_TOKENS input_tokens", mix, 1), at("REQUEST_TOKENS output_tokens", mix, 1)]))(mix, field)), conditions: [] },
  MODEL_PARAMS: { body: (model, which) => (at("MODEL_PARAMS", model, which)), conditions: [] },
  MODEL_TOKENS: { body: (model) => (at("MODEL_TOKENS", model, 1)), conditions: [] },
  IN_FLOPS: { body: (params, inf_tokens, law) => { const s_ = law.beta / (law.alpha + law.beta); const v_1 = law.A / pow(params, law.alpha) / s_; const r_ = 0 + v_1 - 0; const D0_ = pow(law.B * (1 + law.beta / law.alpha) / r_, 1 / law.beta); const v_2 = 2 * inf_tokens / 6; const m_ = s_ * v_2 / D0_; const growth_ = Math.exp(root(m_, law.beta)); const t_ = m_ / growth_; const D_ = D0_ * growth_; const v_3 = v_2 / D_; const v_4 = 1 / (1 + v_3); const v_5 = s_ * v_3; const v_6 = Math.log1p((1 - s_) * v_5 / (s_ * (1 + v_5))) / law.alpha; const v_7 = (-Math.log1p(v_5)) / law.beta; const v_8 = v_4 * (excess(v_6 + v_7) + excess((-law.beta) * v_7) / law.beta) + (1 - v_4) * excess(v_6) + excess((-law.alpha) * v_6) / law.alpha; return [law.E + v_1, D0_, pow(law.A * (1 + t_) / (r_ * (s_ + t_)), 1 / law.alpha), D_, v_8 / (1 + v_8)]; }, conditions: [] },
  IN_DOLLARS: { body: (params, inf_tokens, deployment, law) => { const s_ = law.beta / (law.alpha + law.beta); const v_1 = law.A / pow(params, law.alpha) / s_; const r_ = 0 + v_1 - 0; const D0_ = pow(law.B * (1 + law.beta / law.alpha) / r_, 1 / law.beta); const v_2 = inf_tokens / (deployment.input_tokens + deployment.output_tokens) * (2 * (deployment.inference_price / deployment.utilisation * deployment.peak_over_mean / (deployment.inference_peak * 3600)) * (deployment.input_tokens * (1 - deployment.cached_input * (1 - deployment.cached_price_ratio)) / deployment.input_mfu + deployment.output_tokens / deployment.output_mfu) / (deployment.training_overhead * 6 * deployment.training_price / (deployment.training_peak * deployment.training_mfu * 3600))) + deployment.fine_tuning_tokens / deployment.training_overhead; const m_ = s_ * v_2 / D0_; const growth_ = Math.exp(root(m_, law.beta)); const t_ = m_ / growth_; const D_ = D0_ * growth_; const v_3 = v_2 / D_; const v_4 = 1 / (1 + v_3); const v_5 = s_ * v_3; const v_6 = Math.log1p((1 - s_) * v_5 / (s_ * (1 + v_5))) / law.alpha; const v_7 = (-Math.log1p(v_5)) / law.beta; const v_8 = v_4 * (excess(v_6 + v_7) + excess((-law.beta) * v_7) / law.beta) + (1 - v_4) * excess(v_6) + excess((-law.alpha) * v_6) / law.alpha; return [law.E + v_1, D0_, pow(law.A * (1 + t_) / (r_ * (s_ + t_)), 1 / law.alpha), D_, v_8 / (1 + v_8)]; }, conditions: [[(params, inf_tokens, deployment, law) => (0 < deployment.input_tokens + deployment.output_tokens), (params, inf_tokens, deployment, law) => ("input_tokens and output_tokens of the deployment must not both be 0")]] },
  PARAMS_SHARE: { body: (law) => (law.beta / (law.alpha + law.beta)), conditions: [] },
};
const NOTED = {
  is_beyond: (value, most) => (10 * most < value),
  falls_short: (value, least) => (value < least / 10),
  exceeds_text: (tokens, stock) => (stock < tokens),
  is_worse_than_a_guess: (loss, vocabulary) => (Math.log(vocabulary) < loss),
  caches_in_vain: (cached_input, cached_price_ratio) => ((0 < cached_input) && (cached_price_ratio === 1)),
  far_above: (label, value, most, law) => (format(label, "") + " " + format(value, ".3r") + " is " + format(value / most, ".3g") + " times the most that law " + format(law, "") + " was fitted on, " + format(most, ".3r") + ": beyond its data the law extrapolates"),
  far_below: (label, value, least, law) => (format(label, "") + " " + format(value, ".3r") + " is " + format(value / least, ".3g") + " of the least that law " + format(law, "") + " was fitted on, " + format(least, ".3r") + ": beyond its data the law extrapolates"),
  above_all_text: (label, tokens, stock) => (format(label, "") + " " + format(tokens, ".3r") + " is more than the public text that people have written, about " + format(stock, ".3r") + " tokens: repeated or made-up data are worth less than the law says"),
  above_a_guess: (label, loss, vocabulary) => (format(label, "") + " " + format(loss, ".4g") + " is above ln " + format(vocabulary, "g") + " = " + format(Math.log(vocabulary), ".3g") + ", the loss of a uniform guess over a vocabulary of that size: no real model is that poor"),
  figure: (label, value) => (format(label, "") + " " + format(value, "g")),
  assumed_mfu: (stated, use) => (format(stated, "") + " is what the paper assumes for an A100, and the " + format(use, "") + " peak is another: set the MFU of this GPU"),
  all_params_of_experts: (model, active, params) => (format(model, "") + " is a mixture of experts with " + format(active, ".3r") + " active params of " + format(params, ".3r") + ": the laws are of dense models; all params overstate its cost, active ones understate its quality"),
  reversed_under: (laws) => ("under " + format(laws, "") + " the answer has another sign, or there is none"),
  cached_in_vain: () => ("cached input changes nothing while the cached price ratio is 1: set it, as 0.1"),
};
const OWN_NOTES = {
  IMPLIED_DEMAND: [[["params", "tokens", "law"], (params, tokens, law) => (0 <= tokens * (law.alpha * (law.A / pow(params, law.alpha)) / (law.beta * (law.B / pow(tokens, law.beta))) - 1)), (params, tokens, law) => ("the model is larger than a Chinchilla model of its loss under this law: no demand makes it the best, and the answer is negative")]],
  IMPLIED_REQUESTS: [[["params", "tokens", "law"], (params, tokens, law) => (0 <= tokens * (law.alpha * (law.A / pow(params, law.alpha)) / (law.beta * (law.B / pow(tokens, law.beta))) - 1)), (params, tokens, law) => ("the model is larger than a Chinchilla model of its loss under this law: no demand makes it the best, and the answer is negative")]],
  COST_ELASTIC: [[["profit"], (profit) => (0 <= profit), (profit) => ("the plan loses " + format(-profit, "$.3r") + ": at this price and demand no model of the loss pays for its training")]],
  GPU_HOUR_COST: [[["power_kw"], (power_kw) => (0 < power_kw), (power_kw) => ("electricity is left out: power_kw is " + format(power_kw, "g"))]],
  DECODE_SPEED: [[["params", "gpu", "gpus", "bits"], (params, gpu, gpus, bits) => (params * at("xlp_stored_bits", bits, 1) / 8 / 1000000000 <= gpus * at("xlp_gpu_memory_gb", gpu, 1)), (params, gpu, gpus, bits) => ("the weights take " + format(params * at("xlp_stored_bits", bits, 1) / 8 / 1000000000, ".4g") + " GB, more than the " + format(gpus * at("xlp_gpu_memory_gb", gpu, 1), ".4g") + " GB of " + format(gpus, "g") + " " + format(at("xlp_gpu_name", gpu, 1), ""))]],
};
// The rule by which every function is called: how a cell is read, by what its argument accepts, how
// ranges go together, and what the reason is where there is no value. It goes by TABLE, and BODIES
// computes; the two are made from the catalogue. The same as xlplanner/functions in Python.

const SHOWN_NAMES = 12;
const SHOWN_NEAR = 4;
const ALIKE = 0.72;
const LONGEST_NAME = 200;
const LONGEST_NUMBER = 400;
const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;
const LAST_SERIAL = 100000;
const MS_PER_DAY = 86400000;
const EPOCH = Date.UTC(1899, 11, 30);
const OK = "OK";
// What Python counts as a space.
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const ENDS = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "g");
const PUNCTUATION = new RegExp(`\\[[^\\[\\]]*\\]|[${SPACE}_\\-:.]`, "g");
const LIKE = new RegExp(`^[${SPACE}]*like(?![\\p{L}\\p{N}_])([^]*)$`, "iu");
const GIGABYTES = /(\p{Decimal_Number})gb(?![\p{L}\p{N}_])/gu;
const UNPRINTABLE = /[\p{C}\p{Z}]/u;
// 1,500B is 1.5B to some and 1500B to others.
const AMBIGUOUS = "\\$?[ \\t-\\r]*[+-]?\\d{1,3},\\d{3}[ \\t-\\r]*[a-z%]";
const MAY_MEAN = new RegExp(`^${AMBIGUOUS}`, "i");
const COMMA = ",(?!\\d{3}(?!\\d))";
const DIGITS = `[1-9]\\d{0,2}(?:,\\d{3})+(?:\\.\\d*)?|\\d+(?:\\.\\d*)?|\\.\\d+|\\d+${COMMA}\\d*|${COMMA}\\d+`;
const NUMBER = new RegExp(
  `^(?!${AMBIGUOUS})\\$?[ \\t-\\r]*([+-]?(?:${DIGITS}))(?:(e[+-]?\\d+)|[ \\t-\\r]*(k|[mbt]n?|%))?$`,
  "i",
);
const DATE = /^\d{4}(-\d\d(-\d\d)?)?$/;

/** Why a cell has no value: a status, the error value that a spreadsheet shows, and the reason. */
class XlplannerError extends Error {
  constructor(status, reason, code = TABLE.codes[status]) {
    super(reason);
    this.name = "XlplannerError";
    this.status = status;
    this.code = code;
  }
}

const domain = (reason) => new XlplannerError("domain", reason);
const value = (reason) => new XlplannerError("value", reason);
const unknown = (reason) => new XlplannerError("unknown", reason);
const isProblem = (item) => item instanceof XlplannerError;

// Numbers and texts as messages quote them ----------------------------------------------------------

/** The digits and the exponent of a number, rounded half to even as Python rounds. */
function digitsOf(size, precision) {
  let [mantissa, exponent] = size.toExponential(precision - 1).split("e");
  const [longer, at] = size.toExponential(precision).split("e");
  const exact = size.toExponential(100);
  const tie = longer.endsWith("5") && /^0*$/.test(exact.slice(longer.length, exact.indexOf("e")));
  if (tie && Number(mantissa.at(-1)) % 2) [mantissa, exponent] = [longer.slice(0, -1), at];
  return [mantissa.replace(".", ""), Number(exponent)];
}

/** A number in Python's general format of so many digits; with zeros at its end if it keeps them. */
function general(number, precision, keeps = false) {
  if (Number.isNaN(number)) return "nan";
  const sign = number < 0 || Object.is(number, -0) ? "-" : "";
  const size = Math.abs(number);
  if (size === Infinity) return `${sign}inf`;
  const [digits, exponent] = digitsOf(size, precision);
  const shortened = (rest) => (keeps ? rest : rest.replace(/0+$/, ""));
  if (exponent < -4 || exponent >= precision) {
    const rest = shortened(digits.slice(1));
    const power = String(Math.abs(exponent)).padStart(2, "0");
    return `${sign}${digits[0]}${rest && `.${rest}`}e${exponent < 0 ? "-" : "+"}${power}`;
  }
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${shortened(digits)}`;
  const rest = shortened(digits.slice(exponent + 1));
  return `${sign}${digits.slice(0, exponent + 1)}${rest && `.${rest}`}`;
}

/** A figure as people write it: 7.00B, $23.8M. */
function readable(number, precision, before) {
  const sign = (number < 0 ? "-" : "") + before;
  const [digits, exponent] = digitsOf(Math.abs(number), precision);
  // Rounding first keeps 999.9M from becoming 1000M.
  const rounded = Number(`${digits}e${exponent + 1 - precision}`);
  const [scale, letter] = TABLE.magnitudes.find(([least]) => rounded >= least) || [1, ""];
  const figure = rounded / scale;
  if (figure < 10 ** precision || figure >= 1e9) return sign + general(figure, precision, true) + letter;
  return sign + figure.toFixed(0).replace(/\B(?=(?:\d{3})+$)/g, ",") + letter;
}

/** A number, or a text, in a format such as ".6g"; one that ends with an r is readable. */
function format(item, spec) {
  if (typeof item === "string") return item;
  const match = /^(\$?)(?:\.(\d+))?([gr])$/.exec(spec);
  if (!match) throw new TypeError(`no number is shown as "${spec}"`);
  const [, before, digits = 6, kind] = match;
  return kind === "g" ? general(item, Number(digits)) : readable(item, Number(digits), before);
}

/** A cell as Python's str writes it. */
function asText(cell) {
  if (typeof cell === "boolean") return cell ? "True" : "False";
  if (typeof cell !== "number" || !Number.isFinite(cell)) return String(cell);
  const [, exponent] = cell.toExponential().split("e");
  if (cell !== 0 && (exponent < -4 || exponent >= 16)) {
    return cell.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  }
  return Number.isInteger(cell) ? `${cell}.0` : String(cell);
}

function printable(text) {
  const characters = Array.from(text);
  const cut = characters.length <= 40 ? characters : [...characters.slice(0, 39), "…"];
  return cut.map((c) => (c !== " " && UNPRINTABLE.test(c) ? "�" : c)).join("");
}

function shown(cell) {
  if (typeof cell === "string") return `"${printable(cell)}"`;
  if (typeof cell === "boolean") return String(cell).toUpperCase();
  if (typeof cell === "object") return "an object";
  return typeof cell === "number" ? general(cell, 6) : `a ${typeof cell}`;
}

// What a cell holds --------------------------------------------------------------------------------

const strip = (text) => text.replace(ENDS, "");
const isBlank = (cell) =>
  cell === null || cell === undefined || (typeof cell === "string" && strip(cell) === "");

/** The error that a cell holds already, or null. */
function passedOn(cell) {
  if (isProblem(cell)) return cell;
  if (typeof cell !== "string" || !cell.includes("#")) return null;
  const code = strip(cell).toUpperCase();
  if (!TABLE.errors.includes(code)) return null;
  return new XlplannerError("passed-on", `an argument cell holds ${code}`, code);
}

/**
 * The number of "70B", "1,5T", "1.5e12", "7,000", "$1.50" or "50%"; null if it is none. A comma
 * before three digits is of thousands, and any other begins the decimals.
 */
function parseNumber(text) {
  const stripped = strip(text);
  const match = Array.from(stripped).length <= LONGEST_NUMBER ? NUMBER.exec(stripped) : null;
  if (!match) return null;
  const [, digits, exponent, suffix = ""] = match;
  const power = exponent || TABLE.exponents[suffix.toLowerCase()] || "";
  const point = /,\d{3}(?!\d)/.test(digits) ? "" : ".";
  return Number(digits.replace(/,/g, point) + power);
}

/** What text such as 1,500B may mean, as an error message goes on after it; else nothing. */
function ambiguity(cell) {
  const text = typeof cell === "string" ? strip(cell).replace(/[ \t-\r]/g, "") : "";
  const thousands = text.replace(/,(\d{3})/g, "$1");
  if (!MAY_MEAN.test(text) || parseNumber(thousands) === null) return "";
  const decimals = text.replace(/,(\d{3})/g, (_, digits) => `.${digits}`.replace(/\.?0+$/, ""));
  return `, which may mean ${printable(decimals)} or ${printable(thousands)}`;
}

function toNumber(cell) {
  if (typeof cell === "string") return parseNumber(cell);
  return typeof cell === "number" ? cell : null;
}

/** A name without case, spaces, punctuation or a unit in brackets; 80GB is 80g. */
function nameKey(label) {
  const cut = Array.from(label).slice(0, LONGEST_NAME).join("");
  const plain = cut.replace(PUNCTUATION, "").toLowerCase();
  return plain.replace(/ß/g, "ss").replace(/ς/g, "σ").replace(GIGABYTES, "$1g");
}

/** The places of a kind's names, by their keys. */
function keysOf(kind) {
  const keys = new Map(Object.entries(kind.aliases));
  kind.names.forEach((name, place) => keys.set(nameKey(name), place + 1));
  return keys;
}
for (const accepts of TABLE.accepts) if (accepts.names) accepts.byKey = keysOf(accepts);

// Names that are alike, as Python's difflib finds them ---------------------------------------------

function placesOf(word) {
  const places = new Map();
  word.forEach((c, place) => places.set(c, [...(places.get(c) || []), place]));
  if (word.length >= 200) {
    const most = Math.floor(word.length / 100) + 1;
    for (const [c, found] of places) if (found.length > most) places.delete(c);
  }
  return places;
}

/** Where the longest run of the same characters begins in each, and its length. */
function longestRun(a, b, places, [a0, a1, b0, b1]) {
  let [besti, bestj, size] = [a0, b0, 0];
  let lengths = new Map();
  for (let i = a0; i < a1; i += 1) {
    const next = new Map();
    for (const j of places.get(a[i]) || []) {
      if (j < b0) continue;
      if (j >= b1) break;
      const length = (lengths.get(j - 1) || 0) + 1;
      next.set(j, length);
      if (length > size) [besti, bestj, size] = [i - length + 1, j - length + 1, length];
    }
    lengths = next;
  }
  while (besti > a0 && bestj > b0 && a[besti - 1] === b[bestj - 1]) {
    besti -= 1;
    bestj -= 1;
    size += 1;
  }
  while (besti + size < a1 && bestj + size < b1 && a[besti + size] === b[bestj + size]) size += 1;
  return [besti, bestj, size];
}

function alikeness(a, b, places) {
  let matches = 0;
  const waiting = [[0, a.length, 0, b.length]];
  while (waiting.length) {
    const [a0, a1, b0, b1] = waiting.pop();
    const [i, j, size] = longestRun(a, b, places, [a0, a1, b0, b1]);
    if (!size) continue;
    matches += size;
    if (a0 < i && b0 < j) waiting.push([a0, i, b0, j]);
    if (i + size < a1 && j + size < b1) waiting.push([i + size, a1, j + size, b1]);
  }
  return a.length + b.length ? (2 * matches) / (a.length + b.length) : 1;
}

/** The few of many texts that are most like a word, the nearest first. */
function closeMatches(word, texts, count, cutoff = 0.6) {
  const letters = Array.from(word);
  const places = placesOf(letters);
  const scored = texts.map((text) => [alikeness(Array.from(text), letters, places), text]);
  const near = scored.filter(([score]) => score >= cutoff);
  near.sort(([a, s], [b, t]) => b - a || (s < t ? 1 : s > t ? -1 : 0));
  return near.slice(0, count).map(([, text]) => text);
}

// Reading a cell by what its argument accepts ------------------------------------------------------

function readNumber(accepts, cell, name) {
  const number = toNumber(cell);
  if (number === null) {
    return value(`${name} must be a number, ${accepts.limits}; got ${shown(cell)}${ambiguity(cell)}`);
  }
  const above = accepts.open ? number > accepts.low : number >= accepts.low;
  const whole = !accepts.whole || Math.floor(number) === number;
  if (above && number <= accepts.high && whole) return number;
  return domain(`${name} must be ${accepts.limits}; got ${shown(cell)}`);
}

/** A loss, or the size of a Chinchilla model, "like 30B", as a number less than nothing. */
function readLoss(accepts, cell, name) {
  if (typeof cell !== "string") return readNumber(accepts, cell, name);
  const like = LIKE.exec(cell);
  if (!like) return ofAModel(cell, name) || readNumber(accepts, cell, name);
  const text = strip(like[1]);
  if (parseNumber(text) === null) {
    const needed = 'needs the size of a Chinchilla model, as "like 30B"';
    const got = `${shown(cell)}${ambiguity(text)}`;
    return ofAModel(text, name) || value(`${name} "like" ${needed}; got ${got}`);
  }
  const size = readNumber(TABLE.accepts[accepts.sizes], text, `${name}, the size after like,`);
  return isProblem(size) ? size : -size;
}

function ofAModel(text, name) {
  const kind = TABLE.accepts[TABLE.model];
  const place = parseNumber(text) === null ? kind.byKey.get(nameKey(text)) : undefined;
  if (!place) return null;
  const model = kind.names[place - 1];
  return value(
    `${name} takes no released model; the loss of ${model} under a law is ` +
      `LAW_LOSS(MODEL_PARAMS("${model}"), MODEL_TOKENS("${model}"))`,
  );
}

const keyed = (entries, key) => (Object.hasOwn(entries, key) ? entries[key] : undefined);

function readChoice(accepts, cell, name) {
  const word = typeof cell === "number" ? general(cell, 6) : cell;
  const place = typeof word === "string" ? keyed(accepts.keys, nameKey(word)) : undefined;
  return place || value(`${name} must be ${accepts.limits}; got ${shown(word)}`);
}

const pad = (number, width = 2) => String(number).padStart(width, "0");
const iso = (year, month, day) => `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
const lastOfMonth = (year, month) => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/** The day of a text such as 2023, 2023-05 or 2023-05-17; null if it is none. */
function dayOfText(text, first) {
  if (!DATE.test(text)) return null;
  const [year, month, day] = text.split("-").map(Number);
  if (year < 1 || month < 1 || month > 12 || day < 1) return null;
  if (day) return day <= lastOfMonth(year, month) ? iso(year, month, day) : null;
  const last = month || 12;
  return first ? iso(year, month || 1, 1) : iso(year, last, lastOfMonth(year, last));
}

function dayOf(cell, first) {
  if (cell instanceof Date && Number.isFinite(cell.getTime())) {
    return iso(cell.getFullYear(), cell.getMonth() + 1, cell.getDate());
  }
  const text = typeof cell === "string" ? dayOfText(strip(cell), first) : null;
  if (text) return text;
  const number = toNumber(cell);
  if (number === null) return null;
  if (Number.isInteger(number) && number >= FIRST_YEAR && number <= LAST_YEAR) {
    return dayOfText(String(number), first);
  }
  const days = number >= 1 && number <= LAST_SERIAL ? Math.floor(number) : 0;
  return new Date(EPOCH + days * MS_PER_DAY).toISOString().slice(0, 10);
}

function readDay(accepts, cell, name) {
  const day = dayOf(cell, accepts.first);
  if (day === null) return value(`${name} must be ${accepts.limits}; got ${shown(cell)}`);
  const year = Number(day.slice(0, 4));
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return day;
  const limits = `${accepts.limits}, from ${FIRST_YEAR} to ${LAST_YEAR}`;
  return domain(`${name} must be ${limits}; got ${shown(cell)}`);
}

function readName(accepts, cell, name) {
  if (typeof cell === "string") {
    return accepts.byKey.get(nameKey(cell)) || unknownName(accepts, cell, name);
  }
  // A whole number may be the alias of a record, as 4090 of a GPU.
  const whole = Number.isInteger(cell) && cell >= 0;
  const place = whole ? accepts.byKey.get(String(cell)) : undefined;
  return place || value(`${name} must be ${accepts.limits}; got ${shown(cell)}`);
}

function unknownName(accepts, cell, name) {
  const key = nameKey(cell);
  for (const [other, why] of Object.entries(accepts.elsewhere)) {
    if (nameKey(other) === key) return unknown(`${name} ${shown(cell)} ${why}`);
  }
  const known = new Map(accepts.names.map((text) => [text.toLowerCase(), text]));
  const names = [...known.values()];
  const holding = names.filter((text) => nameKey(text.toLowerCase()).includes(key));
  const alike = closeMatches(cell.toLowerCase(), [...known.keys()], 3, ALIKE);
  const near = holding.length ? holding : alike.map((word) => known.get(word));
  const more = names.length > SHOWN_NAMES ? ", …" : "";
  const hint =
    near.length && key
      ? `did you mean ${near.slice(0, SHOWN_NEAR).join(" or ")}?`
      : `known are ${names.slice(0, SHOWN_NAMES).join(", ")}${more}`;
  return unknown(`${name} ${shown(cell)} is not a known ${accepts.noun}; ${hint}`);
}

function readRecord(accepts, cell, name) {
  const place = readName(accepts, cell, name);
  return isProblem(place) ? place : recordAt(accepts, place);
}

function recordAt(accepts, place) {
  const numbers = accepts.records[place - 1];
  const fields = accepts.fields.map((field, at) => [field, numbers[at]]);
  return Object.fromEntries([...fields, ["place", place]]);
}

const READERS = {
  number: readNumber,
  loss: readLoss,
  choice: readChoice,
  day: readDay,
  name: readName,
  record: readRecord,
};
const readAs = (accepts, cell, name) => READERS[accepts.kind](accepts, cell, name);

/** A cell's value, its default if it is blank, or what is wrong with it. */
function read(argument, cell) {
  const accepts = TABLE.accepts[argument.accepts];
  const error = passedOn(cell);
  if (error) return error;
  if (!isBlank(cell)) return readAs(accepts, cell, argument.name);
  if (argument.default === undefined) {
    return value(`${argument.name} must be ${accepts.limits}; the cell is empty`);
  }
  // A choice that is not made is the place before the first.
  if (argument.default === null) return accepts.kind === "choice" || accepts.kind === "name" ? 0 : null;
  return readAs(accepts, argument.default, argument.name);
}

// Records as ranges of labels and values -----------------------------------------------------------

function isLabelRange(accepts, rows) {
  if (!rows.every((row) => row.length === 2)) return false;
  const texts = rows.filter(([label]) => typeof label === "string");
  const keys = texts.map(([label]) => nameKey(label));
  if (keys.some((key) => Object.hasOwn(accepts.labels, key))) return true;
  const number = (cell) => typeof cell === "number" || typeof cell === "boolean";
  const meant = (key, at) => key && !accepts.byKey.has(key) && number(texts[at][1]);
  return texts.length === rows.length && keys.every(meant);
}

/** The record in a range: its own values, then what its sources give, then the named record's. */
function readLabelRange(accepts, rows, name) {
  const error = rows.flat().map(passedOn).find(Boolean);
  if (error) return error;
  if (accepts.grows) {
    const law = readLabelRange(TABLE.accepts[TABLE.law], rows, name);
    return isProblem(law) ? law : { params_share: BODIES.PARAMS_SHARE.body(law) };
  }
  const values = readRows(accepts, rows, name);
  if (isProblem(values)) return values;
  const base = values[accepts.noun] || recordAt(accepts, 1);
  const derived = derive(values);
  if (isProblem(derived)) {
    return new XlplannerError(derived.status, `${name}: ${derived.message}`, derived.code);
  }
  const fields = accepts.fields.map((field) => [field, values[field] ?? derived[field] ?? base[field]]);
  return Object.fromEntries(fields);
}

function readRows(accepts, rows, name) {
  const values = {};
  for (const [label, cell] of rows) {
    const key = typeof label === "string" ? nameKey(label) : null;
    if (isBlank(cell) || accepts.passed.includes(key)) continue;
    if (isBlank(label)) return value(`${name} gives ${shown(cell)} without a label`);
    const text = asText(label);
    const known = nameKey(text);
    if (!Object.hasOwn(accepts.labels, known)) return unknownLabel(accepts, text, name);
    const field = accepts.labels[known];
    if (field in values) return value(`${name} gives ${accepts.words[field]} twice`);
    const read =
      field === accepts.noun
        ? readRecord(accepts, cell, name)
        : readAs(TABLE.accepts[accepts.takes[field]], cell, `${name} ${accepts.words[field]}`);
    if (isProblem(read)) return read;
    values[field] = read;
  }
  return values;
}

function unknownLabel(accepts, label, name) {
  const words = Object.values(accepts.words);
  const typed = new Map(words.map((word) => [word.toLowerCase(), word]));
  const [near] = closeMatches(label.toLowerCase().replace(/_/g, " "), [...typed.keys()], 1);
  const hint = near ? `did you mean ${typed.get(near)}?` : `known are ${words.slice(1).join(", ")}`;
  return value(`${name} has no field ${shown(label)}; ${hint}`);
}

/** What is held, or the reason why there is no value, which is thrown. */
function held(cell, name) {
  if (!Array.isArray(cell)) return cell;
  const [status, text] = TABLE.texts[cell[0]];
  throw new XlplannerError(status, text.split("{name}").join(name));
}

const cellOf = ({ of, rows }, row, column) =>
  held(rows[row - 1][column - 1], of === null ? "" : TABLE.accepts[of].names[row - 1]);
const at = (table, row, column) => cellOf(TABLE.tables[table], row, column);

/** What a deployment takes from the GPUs and the request mix that it names. */
function derive(values) {
  try {
    return derivedFrom(values);
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
}

function derivedFrom(values) {
  const { alone, mixes, peaks, bandwidths, precision, commitment } = TABLE.derived;
  if (!values.training_gpu && !values.inference_gpu) {
    for (const label of ["provider", "commitment", "as_of"]) if (label in values) held(alone[label]);
  }
  const derived = {};
  for (const use of ["training", "inference"]) {
    const gpu = values[`${use}_gpu`];
    const format = values[`${use}_precision`];
    if (!gpu && format) held(alone[`${use}_precision`]);
    if (!gpu) continue;
    if (!(`${use}_peak` in values)) {
      derived[`${use}_peak`] = cellOf(peaks, gpu, format || precision);
    }
    if (!(`${use}_price` in values)) {
      const terms = [values.provider || 0, values.commitment || commitment, values.as_of];
      derived[`${use}_price`] = price(gpu, ...terms);
    }
    if (use === "inference") derived.inference_bandwidth = bandwidths[gpu - 1];
  }
  if (!values.request_mix) return derived;
  ["input_tokens", "output_tokens"].forEach((field, place) => {
    if (!(field in values)) derived[field] = cellOf(mixes, values.request_mix, place + 1);
  });
  return derived;
}

// Prices -------------------------------------------------------------------------------------------

function today() {
  const now = new Date();
  return iso(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

/** The price of a GPU up to a day, or up to today. */
function price(gpu, provider, commitment, asOf) {
  const day = asOf || today();
  const serial = (Date.parse(`${day}T00:00:00Z`) - EPOCH) / MS_PER_DAY;
  const changes = TABLE.prices.groups[(gpu * 1000 + provider) * 100 + commitment] || [];
  const until = changes.filter(([from]) => from <= serial);
  if (until.length) return until[until.length - 1][1];
  throw noPrice(gpu, provider, commitment, day);
}

function noPrice(gpu, provider, commitment, day) {
  const { offers, none, any, at: atOne, gpu: gpus, provider: providers, commitments } = TABLE.prices;
  const names = {
    gpu: TABLE.accepts[gpus].names[gpu - 1],
    provider: TABLE.accepts[providers].names[provider - 1],
    commitment: commitments[commitment - 1],
    day,
  };
  const known = offers[gpu - 1][provider] || offers[gpu - 1][0];
  const sentence = known ? (provider ? atOne : any) + TABLE.offers + known : none;
  return unknown(sentence.replace(/\{(\w+)\}/g, (mark, name) => names[name]));
}

// Calling ------------------------------------------------------------------------------------------

const arity = (entry, count) => {
  const { fewest, most, usage } = entry;
  const taken = fewest === most ? String(fewest) : `${fewest} to ${most}`;
  return value(`${usage} takes ${taken} argument${taken === "1" ? "" : "s"}; got ${count}`);
};

/** An argument as read: rows of values and problems, or one of them for all cells. */
function gather(argument, given) {
  const accepts = TABLE.accepts[argument.accepts];
  const record = accepts.kind === "record";
  if (record && isLabels(given)) {
    return { one: readLabelRange(accepts, Object.entries(given), argument.name) };
  }
  if (!Array.isArray(given)) return { one: read(argument, given) };
  const rows = given.map((row) => (Array.isArray(row) ? row : null));
  const range = rows.every((row) => row === null) ? [given] : rows;
  if (range.some((row) => row === null || row.length !== range[0].length)) {
    throw value(`${argument.name} must be a rectangle of cells; its rows differ in length`);
  }
  if (record && isLabelRange(accepts, range)) {
    return { one: readLabelRange(accepts, range, argument.name) };
  }
  return { rows: range.map((row) => row.map((cell) => readWithin(argument, cell))) };
}

const isLabels = (given) =>
  typeof given === "object" && given !== null && !Array.isArray(given) && !isProblem(given);

function readWithin(argument, cell) {
  const read_ = read(argument, cell);
  if (read_ !== 0 || argument.name !== "field") return read_;
  const limits = TABLE.accepts[argument.accepts].limits;
  return value(`field must be ${limits}; a cell of the range is empty`);
}

/** The only cell of a range of one, or what was given. */
function onlyCell(given) {
  const alone = Array.isArray(given) && given.flat().length === 1 && given.length === 1;
  return alone ? given.flat()[0] : given;
}

function shapeOf(name, entry, gathered) {
  const shapes = gathered.filter((item) => item.rows).map(({ rows }) => [rows.length, rows[0].length]);
  if (!shapes.length) return null;
  const shape = [0, 1].map((axis) => {
    const sizes = new Set(shapes.map((size) => size[axis]).filter((count) => count !== 1));
    if (sizes.size > 1) {
      throw value(`${name} cannot pair ranges of ${shapes.map(size).join(" and ")} cells`);
    }
    return sizes.size ? [...sizes][0] : 1;
  });
  if (entry.table) throw value(`${name} takes single cells; got a range of ${size(shape)}`);
  if (givesRow(entry, gathered) && shape[1] !== 1) {
    throw value(
      `${name} gives a row for each cell, so a range must be one column; got ${size(shape)} cells`,
    );
  }
  return shape;
}

const size = ([rows, columns]) => `${rows}×${columns}`;
const placeOf = (entry, asked) => entry.arguments.findIndex(({ name }) => name === asked);
const selectorOf = (entry) => placeOf(entry, "field");

function givesRow(entry, gathered) {
  if (!entry.fields.length) return false;
  const selector = selectorOf(entry);
  return selector < 0 || gathered[selector].one === 0;
}

const itemAt = ({ one, rows }, i, j) =>
  rows ? rows[rows.length === 1 ? 0 : i][rows[0].length === 1 ? 0 : j] : one;

/** The values of a cell of the answer, a list of them, or its problem. */
function solve(name, entry, items) {
  const wrong = items.filter(isProblem);
  if (wrong.length) return wrong.find(({ status }) => status === "passed-on") || wrong[0];
  const values = resolved(entry, items);
  const { body, conditions } = BODIES[name];
  let outputs;
  try {
    outputs = [body(...values)].flat();
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
  for (const [holds, reason] of conditions) {
    if (!holds(...values)) return domain(reason(...values));
  }
  const selector = selectorOf(entry);
  const picked = selector >= 0 && values[selector] && outputs.length > 1;
  const wanted = picked ? [outputs[values[selector] - 1]] : outputs;
  return wanted.every(Number.isFinite) ? wanted : domain(TABLE.noAnswer);
}

/** Losses in place of the sizes that stand for them. */
function resolved(entry, items) {
  const law = placeOf(entry, "law");
  return items.map((item, place) => {
    const { kind } = TABLE.accepts[entry.arguments[place].accepts];
    return kind === "loss" && item < 0 ? BODIES.CHINCHILLA_QUALITY.body(-item, items[law]) : item;
  });
}

/** The arguments of a call as read, and the shape to which they go together. */
function readCells(name, cells) {
  const entry = TABLE.functions[name];
  const given = entry.arguments.map((_, place) => cells[place]);
  const taken = entry.table ? given.map(onlyCell) : given;
  const gathered = entry.arguments.map((argument, place) => gather(argument, taken[place]));
  return { gathered, shape: shapeOf(name, entry, gathered) };
}

/** Cells of an answer beside the problems of those that have no value. */
function answerOf(name, cells) {
  const entry = TABLE.functions[name];
  if (cells.length < entry.fewest || cells.length > entry.most) throw arity(entry, cells.length);
  if (RAW[name]) return RAW[name](cells);
  const { gathered, shape } = readCells(name, cells);
  if (entry.table) return tableOf(name, entry, gathered.map(({ one }) => one));
  const row = givesRow(entry, gathered);
  const [height, width] = shape || [1, 1];
  const rows = [];
  const problems = [];
  for (let i = 0; i < height; i += 1) {
    const line = [];
    for (let j = 0; j < width; j += 1) {
      const found = solve(name, entry, gathered.map((item) => itemAt(item, i, j)));
      const count = row ? entry.fields.length : 1;
      line.push(...(isProblem(found) ? Array(count).fill(found) : found));
    }
    rows.push(line.map((item) => (isProblem(item) ? NaN : item)));
    problems.push(line.map((item) => (isProblem(item) ? item : null)));
  }
  const answer = { rows, problems, row, single: !shape, header: Number(entry.header) };
  if (!entry.header) return answer;
  const none = entry.fields.map(() => null);
  return { ...answer, rows: [entry.fields, ...rows], problems: [none, ...problems] };
}

const failed = (problem) => ({ rows: [[NaN]], problems: [[problem]], single: true, header: 0 });
const sound = (rows) => ({ rows, problems: rows.map((row) => row.map(() => null)), header: 0 });

// Tables, and what takes its cells unread ----------------------------------------------------------

function tableOf(name, entry, values) {
  const wrong = values.filter(isProblem);
  if (wrong.length) return failed(wrong.find(({ status }) => status === "passed-on") || wrong[0]);
  const rows = TABLES[name](values, entry);
  if (isProblem(rows)) return failed(rows);
  return sound(rows);
}

/** A record as labels and values, with its name and source if it is one of the data. */
function tabulated([record], entry) {
  const accepts = TABLE.accepts[entry.arguments[0].accepts];
  const numbers = accepts.fields.map((field) => record[field]);
  const known = accepts.records.findIndex((row) => row.every((number, k) => number === numbers[k]));
  return known < 0 ? accepts.titles.map((title, k) => [title, numbers[k]]) : accepts.about[known];
}

function lawCompare([params, tokens, deployment]) {
  const laws = TABLE.accepts[TABLE.law];
  const { body, conditions } = deployment ? BODIES.IN_DOLLARS : BODIES.IN_FLOPS;
  const given = deployment ? [params, tokens, deployment] : [params, tokens];
  for (const [holds, reason] of conditions) {
    if (!holds(...given)) return domain(reason(...given));
  }
  const rows = laws.names.map((name, k) => [name, ...body(...given, recordAt(laws, k + 1))]);
  return [TABLE.columns, ...rows];
}

const TABLES = { LAW_INFO: tabulated, DEPLOYMENT_INFO: tabulated, LAW_COMPARE: lawCompare };

const alone = (text) => ({ ...sound([[text]]), single: true });

/** Why a call gives an error, in words, or OK. */
function why([asked, ...cells]) {
  try {
    const answer = answerOf(nameOf(asked), cells);
    const { row, header } = answer;
    const problems = answer.problems.slice(header);
    if (problems.flat().every((problem) => problem === null)) return alone(OK);
    const rows = problems.map((line) => (row ? line.slice(0, 1) : line));
    const words = rows.map((line) => line.map((problem) => (problem ? problem.message : OK)));
    return { ...sound(words), single: words.length * words[0].length === 1 };
  } catch (error) {
    if (isProblem(error)) return alone(error.message);
    throw error;
  }
}

const RAW = {
  WHY: why,
  NOTES: notes,
  XLPLANNER_VERSION: () => alone(TABLE.version),
};

function nameOf(asked) {
  const names = Array.isArray(asked) ? asked.flat() : [asked];
  if (names.length !== 1 || isBlank(names[0])) throw value("the name of one function is needed");
  const text = asText(names[0]);
  const name = strip(text).toUpperCase();
  if (Object.hasOwn(TABLE.functions, name)) return name;
  if (Object.hasOwn(TABLE.leftOut, name)) throw unknown(`${name} is not here: it ${TABLE.leftOut[name]}`);
  const [near] = closeMatches(text.toUpperCase(), TABLE.catalogue, 1);
  const hint = near ? `did you mean ${near}?` : "`xlplanner functions` lists them";
  throw new XlplannerError("unknown", `there is no function ${shown(text)}; ${hint}`, "#NAME?");
}

/**
 * Calls a function with the cells of a formula.
 *
 * A cell is a number, text, true or false, null where it is blank, or rows of cells. Gives rows of
 * values beside rows of problems: null, or why the cell has no value.
 */
function call(name, cells) {
  try {
    return answerOf(nameOf(name), cells);
  } catch (error) {
    if (isProblem(error)) return failed(error);
    throw error;
  }
}

/** The rows of a call as a spreadsheet shows them, error values where there are no values. */
function evaluate(name, cells) {
  const { rows, problems } = call(name, cells);
  return rows.map((row, i) => row.map((item, j) => (problems[i][j] ? problems[i][j].code : item)));
}

/** What a function gives in JavaScript: a value, a row by its fields, or rows. */
function valueOf(name, cells) {
  const answer = answerOf(name, cells);
  const { rows, problems, row } = answer;
  if (!answer.single) return rows;
  const problem = problems.flat().find(Boolean);
  if (problem) throw problem;
  if (!row) return rows[0][0];
  const { fields } = TABLE.functions[name];
  return Object.fromEntries(fields.map((field, k) => [field, rows[rows.length - 1][k]]));
}
// What a reader of an answer should know: the rules of xlplanner/functions/notes.py, which go by the
// conditions and sentences of NOTED. The data are part of this file, so that no rule asks whether
// they can be read.

/** One cell of a call: its values, then those of its answer, by place and by name. */
function caseOf(name, items, outputs) {
  const entry = TABLE.functions[name];
  const values = resolved(entry, items);
  const taken = entry.arguments.map((argument, k) => [argument.name, values[k]]);
  const fields = entry.fields.map((field, k) => [field, outputs[k]]);
  const named = Object.fromEntries([...taken, ...fields]);
  return { name, entry, items, outputs, figures: [...values, ...outputs], named };
}

/** Labels and values of the model's own params, tokens or loss, and of fields of a unit. */
function measuredIn(unit, { entry, figures }) {
  const found = (entry.measured[unit] || []).map(([label, place]) => [label, figures[place]]);
  return found.filter(([, figure]) => typeof figure === "number");
}

function cachedAtFullPrice({ named: { deployment } }) {
  if (!deployment) return [];
  const { cached_input, cached_price_ratio } = deployment;
  return NOTED.caches_in_vain(cached_input, cached_price_ratio) ? [NOTED.cached_in_vain()] : [];
}

function beyondTheFit(given) {
  const { law } = given.named;
  const name = law && TABLE.accepts[TABLE.law].names[law.place - 1];
  if (!name) return [];
  return Object.entries(TABLE.notes.fitted).flatMap(([unit, ranges]) => {
    const [least, most] = ranges[law.place - 1];
    return measuredIn(unit, given).flatMap(([label, figure]) => {
      const above = most !== null && NOTED.is_beyond(figure, most);
      const below = least !== null && figure > 0 && NOTED.falls_short(figure, least);
      return [
        ...(above ? [NOTED.far_above(label, figure, most, name)] : []),
        ...(below ? [NOTED.far_below(label, figure, least, name)] : []),
      ];
    });
  });
}

function moreThanAllText(given) {
  const { stock, units } = TABLE.notes;
  if (!("law" in given.named)) return [];
  const above = measuredIn(units.tokens, given).filter(([, tokens]) => NOTED.exceeds_text(tokens, stock));
  return above.map(([label, tokens]) => NOTED.above_all_text(label, tokens, stock));
}

function worseThanAGuess(given) {
  const { vocabulary, units } = TABLE.notes;
  const poor = ([, loss]) => NOTED.is_worse_than_a_guess(loss, vocabulary);
  const above = measuredIn(units.loss, given).filter(poor);
  return above.map(([label, loss]) => NOTED.above_a_guess(label, loss, vocabulary));
}

function thePapersMfu({ entry, named: { deployment } }) {
  if (!deployment) return [];
  const { words, ...accepts } = TABLE.accepts[entry.arguments[placeOf(entry, "deployment")].accepts];
  const paper = recordAt(accepts, TABLE.notes.paper);
  const same = (field) => deployment[field] === paper[field];
  return Object.entries(TABLE.notes.mfus).flatMap(([use, mfus]) => {
    const stated = mfus.filter(same).map((mfu) => NOTED.figure(words[mfu], paper[mfu]));
    if (same(`${use}_peak`) || !stated.length) return [];
    return [NOTED.assumed_mfu(stated.join(", "), use)];
  });
}

function aMixtureOfExperts({ entry, figures }) {
  const { names } = TABLE.accepts[TABLE.model];
  const models = figures.filter((_, k) => entry.arguments[k] && entry.arguments[k].accepts === TABLE.model);
  const known = models.filter((place) => TABLE.notes.experts[place]);
  return known.map((place) =>
    NOTED.all_params_of_experts(names[place - 1], ...TABLE.notes.experts[place]),
  );
}

function reversesUnderAnotherLaw({ name, entry, items, outputs }) {
  const place = placeOf(entry, "law");
  const isLoss = ({ accepts }) => TABLE.accepts[accepts].kind === "loss";
  // A loss is comparable within its law alone; "like 30B" is the same question under each.
  const atALoss = entry.arguments.some((argument, k) => isLoss(argument) && items[k] >= 0);
  if (place < 0 || atALoss || !outputs.length) return [];
  const accepts = TABLE.accepts[entry.arguments[place].accepts];
  const reverses = (_, law) => {
    const under = items.map((item, k) => (k === place ? recordAt(accepts, law + 1) : item));
    const others = solve(name, entry, under);
    return isProblem(others) || others.some((other, k) => other < 0 !== outputs[k] < 0);
  };
  const laws = TABLE.accepts[TABLE.law].names.filter(reverses);
  return laws.length ? [NOTED.reversed_under(laws.join(", "))] : [];
}

function ofItsOwn({ name, named }) {
  const own = OWN_NOTES[name] || [];
  return own.flatMap(([asked, holds, reason]) => {
    const taken = asked.map((one) => named[one]);
    return taken.includes(null) ? [] : unmet(holds, reason, taken);
  });
}

function unmet(holds, reason, taken) {
  try {
    return holds(...taken) ? [] : [reason(...taken)];
  } catch (error) {
    // It rests on a figure that the data lack.
    if (isProblem(error)) return [];
    throw error;
  }
}

const RULES = [
  cachedAtFullPrice,
  beyondTheFit,
  moreThanAllText,
  worseThanAGuess,
  thePapersMfu,
  aMixtureOfExperts,
  reversesUnderAnotherLaw,
  ofItsOwn,
];

/** The notes on a cell of a call: sentences, none where there is an error. */
function notesOn(name, items) {
  const entry = TABLE.functions[name];
  const selector = selectorOf(entry);
  // One field rests on all that the row does.
  const whole = items.map((item, k) => (k === selector ? 0 : item));
  const outputs = entry.table ? [] : solve(name, entry, whole);
  if (isProblem(outputs)) return [];
  const given = caseOf(name, whole, outputs);
  return RULES.flatMap((rule) => rule(given));
}

/** The notes on each cell of a call that can be made, as rows. */
function notesOf(name, cells) {
  if (RAW[name]) return [[[]]];
  const { gathered, shape } = readCells(name, cells);
  const [height, width] = shape || [1, 1];
  const itemsAt = (i, j) => gathered.map((item) => itemAt(item, i, j));
  return Array.from({ length: height }, (_, i) =>
    Array.from({ length: width }, (__, j) => notesOn(name, itemsAt(i, j))),
  );
}

/** What to know before an answer is relied on, in words, or OK; of an error its reason. */
function notes([asked, ...cells]) {
  const reasons = why([asked, ...cells]);
  if (reasons.single && reasons.rows[0][0] !== OK) return reasons;
  const reasonAt = (i, j) => (reasons.single ? OK : reasons.rows[i][j]);
  const said = (sentences, reason) => (reason === OK ? sentences.join("; ") || OK : reason);
  const rows = notesOf(nameOf(asked), cells).map((row, i) =>
    row.map((sentences, j) => said(sentences, reasonAt(i, j))),
  );
  return { ...sound(rows), single: rows.length * rows[0].length === 1 };
}
return { call, evaluate, XlplannerError, valueOf, notesOf, leftOut: TABLE.leftOut };
})();

// What Google Sheets needs between a formula and the rule. A name that ends with an underscore is
// not offered in cells.

const EPOCH_ = Date.UTC(1899, 11, 30);
const HOUR_ = 3600000;
// What a cell holds of an error of a function, or before it has its value.
const UNREADY_ = ["#ERROR!", "Loading..."];

/** A date as the number that a spreadsheet has for it; anything else as the rule takes it. */
function cell_(content) {
  if (Array.isArray(content)) return content.map(cell_);
  if (UNREADY_.includes(content)) {
    const reason = `an argument cell holds ${content}`;
    return new xlplanner.XlplannerError("passed-on", reason, content);
  }
  if (Object.prototype.toString.call(content) !== "[object Date]") return content;
  // A day is a midnight of the spreadsheet's time zone, up to 12 hours from one of the script's.
  const noon = new Date(content.getTime() + 12 * HOUR_);
  const day = Date.UTC(noon.getFullYear(), noon.getMonth(), noon.getDate());
  return (day - EPOCH_) / (24 * HOUR_);
}

/**
 * The cells of a formula. A single one without a value throws its reason, which Sheets shows beside
 * #ERROR!; in a range, where nothing can be thrown for one cell, it holds the error value as text.
 */
function answer_(name, cells) {
  const { rows, problems, single } = xlplanner.call(name, Array.from(cells, cell_));
  const problem = problems.flat().find(Boolean);
  if (single && problem) throw new Error(problem.message);
  const shown = rows.map((row, i) => row.map((item, j) => (problems[i][j] || { code: item }).code));
  return shown.length * shown[0].length === 1 ? shown[0][0] : shown;
}

/**
 * Pre-training loss of a model of given size, trained on given tokens. [nats/token]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} tokens Training tokens [tokens]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function LAW_LOSS(params, tokens, law) { return answer_("LAW_LOSS", arguments); }

/**
 * Training tokens that bring a model of given size to a loss. [tokens]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} params Parameters of the model [params]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function LAW_TOKENS(loss, params, law) { return answer_("LAW_TOKENS", arguments); }

/**
 * Parameters with which given training tokens reach a loss. [params]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} tokens Training tokens [tokens]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function LAW_PARAMS(loss, tokens, law) { return answer_("LAW_PARAMS", arguments); }

/**
 * Constants of a scaling law with its fitted range and source, as labels and values; the two columns can be edited and given back as a law. [see fields]
 *
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function LAW_INFO(law) { return answer_("LAW_INFO", arguments); }

/**
 * Parameters of the model that reaches a loss with the fewest training FLOPs. [params]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function CHINCHILLA_PARAMS(loss, law) { return answer_("CHINCHILLA_PARAMS", arguments); }

/**
 * Training tokens of the model that reaches a loss with the fewest training FLOPs. [tokens]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function CHINCHILLA_TOKENS(loss, law) { return answer_("CHINCHILLA_TOKENS", arguments); }

/**
 * Fewest training FLOPs that reach a loss. [FLOPs]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function CHINCHILLA_FLOPS(loss, law) { return answer_("CHINCHILLA_FLOPS", arguments); }

/**
 * Loss of the training-only optimum of given size: what "as good as a 7B Chinchilla model" means. [nats/token]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function CHINCHILLA_QUALITY(params, law) { return answer_("CHINCHILLA_QUALITY", arguments); }

/**
 * Parameters of the model that reaches a loss with the fewest FLOPs over its life. [params]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} inf_tokens Lifetime inference tokens, input and output together [tokens]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function OPT_PARAMS(loss, inf_tokens, law) { return answer_("OPT_PARAMS", arguments); }

/**
 * Training tokens of the model that reaches a loss with the fewest FLOPs over its life. [tokens]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} inf_tokens Lifetime inference tokens, input and output together [tokens]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function OPT_TOKENS(loss, inf_tokens, law) { return answer_("OPT_TOKENS", arguments); }

/**
 * Fewest FLOPs of training and inference together that reach a loss. [FLOPs]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} inf_tokens Lifetime inference tokens, input and output together [tokens]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function OPT_FLOPS(loss, inf_tokens, law) { return answer_("OPT_FLOPS", arguments); }

/**
 * Share of lifetime FLOPs saved against the training-only (Chinchilla) model of equal loss. [fraction]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} inf_tokens Lifetime inference tokens, input and output together [tokens]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function OPT_SAVINGS(loss, inf_tokens, law) { return answer_("OPT_SAVINGS", arguments); }

/**
 * The compute-optimal model beside the Chinchilla model of equal loss, as a labelled row. [see fields]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} inf_tokens Lifetime inference tokens, input and output together [tokens]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function OPT_PLAN(loss, inf_tokens, law) { return answer_("OPT_PLAN", arguments); }

/**
 * The model that reaches a loss at the lowest cost of training and inference: a row of params, tokens, cost, the Chinchilla model's cost and the saving. [see fields]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} requests Lifetime requests [requests]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @param {any=} field One field of the row alone; blank gives the row: params, tokens, cost, chinchilla_cost, saving [name]
 * @return the value
 * @customfunction
 */
function COST_OPT(loss, requests, deployment, law, field) { return answer_("COST_OPT", arguments); }

/**
 * Parameters of the model that reaches a loss at the lowest cost over its life. [params]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} requests Lifetime requests [requests]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function COST_OPT_PARAMS(loss, requests, deployment, law) { return answer_("COST_OPT_PARAMS", arguments); }

/**
 * Training tokens of the model that reaches a loss at the lowest cost over its life. [tokens]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} requests Lifetime requests [requests]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function COST_OPT_TOKENS(loss, requests, deployment, law) { return answer_("COST_OPT_TOKENS", arguments); }

/**
 * Lowest cost of training and inference together that reaches a loss. [USD]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} requests Lifetime requests [requests]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function COST_OPT_TOTAL(loss, requests, deployment, law) { return answer_("COST_OPT_TOTAL", arguments); }

/**
 * Share of lifetime cost saved against the training-only (Chinchilla) model of equal loss. [fraction]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} requests Lifetime requests [requests]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function COST_OPT_SAVINGS(loss, requests, deployment, law) { return answer_("COST_OPT_SAVINGS", arguments); }

/**
 * Prices, peaks, utilisation and tokens per request of a deployment, as labels and values; the two columns can be edited and given back as a deployment. [see fields]
 *
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @return the value
 * @customfunction
 */
function DEPLOYMENT_INFO(deployment) { return answer_("DEPLOYMENT_INFO", arguments); }

/**
 * The model of lowest loss that a budget of FLOPs pays for, inference included: params, tokens, loss, the share of training, and what is left if both limits bind. [see fields]
 *
 * @param {any} flops Budget of training and lifetime inference [FLOPs]
 * @param {any} inf_tokens Lifetime inference tokens, input and output together [tokens]
 * @param {any=} max_params Most parameters allowed; default no limit [params]
 * @param {any=} max_tokens Most training tokens allowed; default no limit [tokens]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @param {any=} field One field of the row alone; blank gives the row: params, tokens, loss, training_share, unused [name]
 * @return the value
 * @customfunction
 */
function BUDGET_PLAN(flops, inf_tokens, max_params, max_tokens, law, field) { return answer_("BUDGET_PLAN", arguments); }

/**
 * Lowest loss that a budget of FLOPs can reach, inference included; without inf_tokens, that a training budget can reach. [nats/token]
 *
 * @param {any} flops Budget of training and lifetime inference [FLOPs]
 * @param {any=} inf_tokens Lifetime inference tokens, input and output together; default 0.0 [tokens]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function BUDGET_LOSS(flops, inf_tokens, law) { return answer_("BUDGET_LOSS", arguments); }

/**
 * The model of lowest loss that money pays for, training and lifetime requests: params, tokens, loss, the share of training, and dollars left if both limits bind. [see fields]
 *
 * @param {any} dollars Budget of training and lifetime inference [USD]
 * @param {any} requests Lifetime requests [requests]
 * @param {any=} max_params Most parameters allowed; default no limit [params]
 * @param {any=} max_tokens Most training tokens allowed; default no limit [tokens]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @param {any=} field One field of the row alone; blank gives the row: params, tokens, loss, training_share, unused [name]
 * @return the value
 * @customfunction
 */
function COST_BUDGET(dollars, requests, max_params, max_tokens, deployment, law, field) { return answer_("COST_BUDGET", arguments); }

/**
 * The model that reaches a loss with the fewest FLOPs within limits: params, tokens, total_flops, and the price of the limits as extra_flops and extra_share over the free optimum. [see fields]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} inf_tokens Lifetime inference tokens, input and output together [tokens]
 * @param {any=} max_params Most parameters allowed; default no limit [params]
 * @param {any=} max_tokens Most training tokens allowed; default no limit [tokens]
 * @param {any=} max_training_flops Most FLOPs of training allowed; of a deadline GPUs*days*86400*peak*MFU; default no limit [FLOPs]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @param {any=} field One field of the row alone; blank gives the row: params, tokens, total_flops, extra_flops, extra_share [name]
 * @return the value
 * @customfunction
 */
function OPT_LIMITED(loss, inf_tokens, max_params, max_tokens, max_training_flops, law, field) { return answer_("OPT_LIMITED", arguments); }

/**
 * The model that reaches a loss at the lowest cost within limits: params, tokens, cost, and the price of the limits as extra_cost and extra_share over the free optimum. [see fields]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} requests Lifetime requests [requests]
 * @param {any=} max_params Most parameters allowed; default no limit [params]
 * @param {any=} max_tokens Most training tokens allowed; default no limit [tokens]
 * @param {any=} max_training_flops Most FLOPs of training allowed; of a deadline GPUs*days*86400*peak*MFU; default no limit [FLOPs]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @param {any=} field One field of the row alone; blank gives the row: params, tokens, cost, extra_cost, extra_share [name]
 * @return the value
 * @customfunction
 */
function COST_LIMITED(loss, requests, max_params, max_tokens, max_training_flops, deployment, law, field) { return answer_("COST_LIMITED", arguments); }

/**
 * FLOPs over its life of a model of given size above the fewest that reach the same loss, as a fraction of the fewest. [fraction]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} inf_tokens Lifetime inference tokens, input and output together [tokens]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function OPT_REGRET(params, loss, inf_tokens, law) { return answer_("OPT_REGRET", arguments); }

/**
 * Cost over its life of a model of given size above the lowest that reaches the same loss, as a fraction of the lowest. [fraction]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} requests Lifetime requests [requests]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function COST_REGRET(params, loss, requests, deployment, law) { return answer_("COST_REGRET", arguments); }

/**
 * Smallest, best and largest size that reach a loss with at most 5 % more FLOPs over their life than the fewest, or another share. [see fields]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} inf_tokens Lifetime inference tokens, input and output together [tokens]
 * @param {any=} within How far above the least the cost may be; default 0.05 [fraction]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @param {any=} field One field of the row alone; blank gives the row: low, best, high [name]
 * @return the value
 * @customfunction
 */
function OPT_RANGE(loss, inf_tokens, within, law, field) { return answer_("OPT_RANGE", arguments); }

/**
 * Smallest, best and largest size that reach a loss at most 5 % above the lowest cost over their life, or another share. [see fields]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} requests Lifetime requests [requests]
 * @param {any=} within How far above the least the cost may be; default 0.05 [fraction]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @param {any=} field One field of the row alone; blank gives the row: low, best, high [name]
 * @return the value
 * @customfunction
 */
function COST_RANGE(loss, requests, within, deployment, law, field) { return answer_("COST_RANGE", arguments); }

/**
 * FLOPs of training a model. [FLOPs]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} tokens Training tokens [tokens]
 * @return the value
 * @customfunction
 */
function TRAIN_FLOPS(params, tokens) { return answer_("TRAIN_FLOPS", arguments); }

/**
 * FLOPs of a model's lifetime inference. [FLOPs]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} inf_tokens Lifetime inference tokens, input and output together [tokens]
 * @return the value
 * @customfunction
 */
function INF_FLOPS(params, inf_tokens) { return answer_("INF_FLOPS", arguments); }

/**
 * FLOPs of training and lifetime inference. [FLOPs]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} tokens Training tokens [tokens]
 * @param {any} inf_tokens Lifetime inference tokens, input and output together [tokens]
 * @return the value
 * @customfunction
 */
function TOTAL_FLOPS(params, tokens, inf_tokens) { return answer_("TOTAL_FLOPS", arguments); }

/**
 * Cost of training a model. [USD]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} tokens Training tokens [tokens]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @return the value
 * @customfunction
 */
function TRAIN_COST(params, tokens, deployment) { return answer_("TRAIN_COST", arguments); }

/**
 * Cost of serving a model's lifetime requests. [USD]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} requests Lifetime requests [requests]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @return the value
 * @customfunction
 */
function INF_COST(params, requests, deployment) { return answer_("INF_COST", arguments); }

/**
 * Cost of training a model and serving its lifetime requests. [USD]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} tokens Training tokens [tokens]
 * @param {any} requests Lifetime requests [requests]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @return the value
 * @customfunction
 */
function TOTAL_COST(params, tokens, requests, deployment) { return answer_("TOTAL_COST", arguments); }

/**
 * GPU-hours of training a model. [GPU-hours]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} tokens Training tokens [tokens]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @return the value
 * @customfunction
 */
function GPU_HOURS(params, tokens, deployment) { return answer_("GPU_HOURS", arguments); }

/**
 * Calendar days of training a model on a cluster that runs without a break. [days]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} tokens Training tokens [tokens]
 * @param {any} gpus GPUs that train at the same time [GPUs]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @return the value
 * @customfunction
 */
function TRAIN_DAYS(params, tokens, gpus, deployment) { return answer_("TRAIN_DAYS", arguments); }

/**
 * Cost of serving a million tokens, input and output alike; training is not in it. [USD/million tokens]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @return the value
 * @customfunction
 */
function COST_PER_MTOK(params, deployment) { return answer_("COST_PER_MTOK", arguments); }

/**
 * Lifetime inference tokens for which a model has the size of fewest FLOPs at its own loss; negative if it is too large even if never used. It varies with the law by a factor of 2 to 8. [tokens]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} tokens Training tokens of the model [tokens]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function IMPLIED_DEMAND(params, tokens, law) { return answer_("IMPLIED_DEMAND", arguments); }

/**
 * Lifetime requests for which a model has the size of lowest cost at its own loss; negative if it is too large even if never used. It varies with the law by a factor of 2 to 8. [requests]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} tokens Training tokens of the model [tokens]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function IMPLIED_REQUESTS(params, tokens, deployment, law) { return answer_("IMPLIED_REQUESTS", arguments); }

/**
 * Requests over its life from which a model costs less than a larger one. [requests]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} tokens Training tokens of the model [tokens]
 * @param {any} other_params Parameters of the larger model [params]
 * @param {any} other_tokens Training tokens of the larger model; 0 for open weights, with nothing to train [tokens]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @return the value
 * @customfunction
 */
function BREAK_EVEN(params, tokens, other_params, other_tokens, deployment) { return answer_("BREAK_EVEN", arguments); }

/**
 * Inference tokens over its life from which a model takes fewer FLOPs than a larger one. [tokens]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} tokens Training tokens of the model [tokens]
 * @param {any} other_params Parameters of the larger model [params]
 * @param {any} other_tokens Training tokens of the larger model; 0 for open weights, with nothing to train [tokens]
 * @return the value
 * @customfunction
 */
function BREAK_EVEN_TOKENS(params, tokens, other_params, other_tokens) { return answer_("BREAK_EVEN_TOKENS", arguments); }

/**
 * Mean of an uncertain demand from its low and high case, for requests as for tokens. Plan with it: the plan at the mean costs the least on average, that at the middle case costs more. [requests]
 *
 * @param {any} p10 Demand with a 10 % chance to be below [requests]
 * @param {any} p90 Demand with a 90 % chance to be below [requests]
 * @return the value
 * @customfunction
 */
function DEMAND_MEAN(p10, p90) { return answer_("DEMAND_MEAN", arguments); }

/**
 * Lifetime requests of a demand that grows each month, in requests at the prices of the day training is paid: the number to give to COST_OPT. Without decline and discount it is the plain sum. [requests]
 *
 * @param {any} first_month Requests of the first month [requests/month]
 * @param {any} months Months of use, whole [months]
 * @param {any=} growth Growth of demand a month, as 5%; default 0.0 [fraction]
 * @param {any=} price_decline Fall of the price of inference a year; negative for a rise; default 0.0 [fraction]
 * @param {any=} discount Discount a year; default 0.0 [fraction]
 * @param {any=} delay Months from paying for training to the first month; default 0.0 [months]
 * @return the value
 * @customfunction
 */
function DEMAND_PV(first_month, months, growth, price_decline, discount, delay) { return answer_("DEMAND_PV", arguments); }

/**
 * Lifetime requests of a demand that ramps up evenly and then stays, in requests at the prices of the day training is paid: the number to give to COST_OPT. [requests]
 *
 * @param {any} full Requests of a month after the ramp [requests/month]
 * @param {any} ramp_months Months from none to full demand, whole [months]
 * @param {any} months Months of use, whole [months]
 * @param {any=} price_decline Fall of the price of inference a year; negative for a rise; default 0.0 [fraction]
 * @param {any=} discount Discount a year; default 0.0 [fraction]
 * @param {any=} delay Months from paying for training to the first month; default 0.0 [months]
 * @return the value
 * @customfunction
 */
function DEMAND_RAMP(full, ramp_months, months, price_decline, discount, delay) { return answer_("DEMAND_RAMP", arguments); }

/**
 * The model that earns the most when a smaller one attracts more requests: its params, tokens, requests, lifetime cost, revenue and profit. Profit is negative where even the best plan loses money. [see fields]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} requests Lifetime requests of a model of at_params parameters [requests]
 * @param {any} at_params Parameters at which the requests are known [params]
 * @param {any} elasticity Percent more requests for a model 1 % smaller; 0 where size does not matter [ratio]
 * @param {any} price_over_cost Price of a request over the cost to serve it at at_params; 0 if requests earn nothing [times]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @param {any=} field One field of the row alone; blank gives the row: params, tokens, requests, cost, revenue, profit [name]
 * @return the value
 * @customfunction
 */
function COST_ELASTIC(loss, requests, at_params, elasticity, price_over_cost, deployment, law, field) { return answer_("COST_ELASTIC", arguments); }

/**
 * Price of a wrong forecast: lifetime cost of the model planned for one demand if another comes, above that of the right model, as a fraction of the latter. [fraction]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} planned_requests Lifetime requests that the model is planned for [requests]
 * @param {any} actual_requests Lifetime requests that come [requests]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function PLAN_REGRET(loss, planned_requests, actual_requests, deployment, law) { return answer_("PLAN_REGRET", arguments); }

/**
 * The safest plan between a low and a high demand: the model whose worst extra cost, against the right model, is the least; its params, tokens and worst regret, as a fraction and in USD. [see fields]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} low_requests Lifetime requests, low case [requests]
 * @param {any} high_requests Lifetime requests, high case [requests]
 * @param {any=} kind Whether the regret to keep low is a fraction of the lowest cost (relative) or an amount (absolute); default relative [name]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @param {any=} field One field of the row alone; blank gives the row: params, tokens, regret, regret_cost [name]
 * @return the value
 * @customfunction
 */
function MINIMAX_PLAN(loss, low_requests, high_requests, kind, deployment, law, field) { return answer_("MINIMAX_PLAN", arguments); }

/**
 * The plan of lowest mean cost for an uncertain demand: params, tokens, the P10, mean and P90 of its cost as the demand alone varies, and the share that knowing the demand would save. [see fields]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} p10_requests Lifetime requests with a 10 % chance to be below [requests]
 * @param {any} p90_requests Lifetime requests with a 90 % chance to be below [requests]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @param {any=} field One field of the row alone; blank gives the row: params, tokens, cost_p10, cost_mean, cost_p90, value_of_knowing [name]
 * @return the value
 * @customfunction
 */
function COST_QUANTILES(loss, p10_requests, p90_requests, deployment, law, field) { return answer_("COST_QUANTILES", arguments); }

/**
 * Price of quality at the margin: dollars per nat by which the lowest cost over its life rises for a lower loss. For 0.01 nats take a hundredth; for larger steps compare two plans. [USD/(nat/token)]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} requests Lifetime requests [requests]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function COST_OF_QUALITY(loss, requests, deployment, law) { return answer_("COST_OF_QUALITY", arguments); }

/**
 * How far a plan depends on the law: for each law of the data the loss of a model as good as a Chinchilla model of given size, and the best size, training tokens and saving. [see fields]
 *
 * @param {any} params Quality: as good as a Chinchilla model of this size under each law [params]
 * @param {any} inf_tokens Lifetime inference tokens, input and output together [tokens]
 * @param {any=} deployment For the lowest cost in dollars: a preset by name, or a two-column range of labels and values; blank for the fewest FLOPs [name]
 * @return the value
 * @customfunction
 */
function LAW_COMPARE(params, inf_tokens, deployment) { return answer_("LAW_COMPARE", arguments); }

/**
 * Times as many parameters that a training-only (Chinchilla) model should have when the training budget grows by a factor. [times]
 *
 * @param {any} factor Factor by which the training budget grows [times]
 * @param {any=} law Scaling law by id or as a two-column range, or exponents alone: hoffmann-1, hoffmann-2, hoffmann-3, kaplan; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function GROWTH_PARAMS(factor, law) { return answer_("GROWTH_PARAMS", arguments); }

/**
 * Times as many training tokens that a training-only (Chinchilla) model should see when the training budget grows by a factor. [times]
 *
 * @param {any} factor Factor by which the training budget grows [times]
 * @param {any=} law Scaling law by id or as a two-column range, or exponents alone: hoffmann-1, hoffmann-2, hoffmann-3, kaplan; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function GROWTH_TOKENS(factor, law) { return answer_("GROWTH_TOKENS", arguments); }

/**
 * Cost of lifetime requests at an API with a price a token; tokens per request and the cached share are the deployment's. [USD]
 *
 * @param {any} requests Lifetime requests [requests]
 * @param {any} input_price Price of a million input tokens [USD/million tokens]
 * @param {any} output_price Price of a million output tokens [USD/million tokens]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @return the value
 * @customfunction
 */
function API_COST(requests, input_price, output_price, deployment) { return answer_("API_COST", arguments); }

/**
 * Lifetime requests from which training and serving an own model cost less than an API of equal quality: the best model for such a demand, or one of a given size. [requests]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} input_price Price of a million input tokens [USD/million tokens]
 * @param {any} output_price Price of a million output tokens [USD/million tokens]
 * @param {any=} params Parameters of the own model; default the best for the demand [params]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @return the value
 * @customfunction
 */
function BREAK_EVEN_API(loss, input_price, output_price, params, deployment, law) { return answer_("BREAK_EVEN_API", arguments); }

/**
 * Cost of an hour in use of a GPU that is bought, to put beside the price of a rented one or into a deployment: loss of value, overhead and electricity; interest is left out. [USD/GPU-hour]
 *
 * @param {any} purchase Price of a GPU with its share of server and network [USD]
 * @param {any} years Years until it is sold or scrapped [years]
 * @param {any=} residual Value left at the end, as a share of the purchase; default 0.0 [fraction]
 * @param {any=} utilisation Share of all hours in use; count it here or in the deployment, not twice; default 1.0 [fraction]
 * @param {any=} power_kw Power in use with its share of the server; 0 leaves electricity out; default 0.0 [kW]
 * @param {any=} pue Energy of the data centre over that of its computers; the default is the mean of Uptime Institute's survey of 2024; default 1.56 [times]
 * @param {any=} price_kwh Price of electricity; the default is the mean of US industry in 2023 (EIA); default 0.0806 [USD/kWh]
 * @param {any=} overhead_share Staff, space and repairs of a year, as a share of the purchase; default 0.0 [fraction]
 * @return the value
 * @customfunction
 */
function GPU_HOUR_COST(purchase, years, residual, utilisation, power_kw, pue, price_kwh, overhead_share) { return answer_("GPU_HOUR_COST", arguments); }

/**
 * Electricity and emissions of GPU-hours: a row of energy and emissions. At the GPU's full rated power; the rest of the server is not in it, nor is making the GPU. [see fields]
 *
 * @param {any} hours GPU-hours, those of all GPUs together [GPU-hours]
 * @param {any} gpu GPU or other accelerator, by name or alias [name]
 * @param {any=} pue Energy of the data centre over that of its computers; the default is the mean of Uptime Institute's survey of 2024; default 1.56 [times]
 * @param {any=} grid_intensity Emissions of a kilowatt-hour; the default is the world's mean of 2022 (Ember 2023); default 0.436 [kg CO2e/kWh]
 * @param {any=} field One field of the row alone; blank gives the row: energy, emissions [name]
 * @return the value
 * @customfunction
 */
function ENERGY(hours, gpu, pue, grid_intensity, field) { return answer_("ENERGY", arguments); }

/**
 * How many times as fast a model generates with a small one that drafts for it. Multiply the output MFU by it, where memory bandwidth limits generation: small batches. [times]
 *
 * @param {any} acceptance Chance that the model takes over a drafted token [fraction]
 * @param {any} draft_tokens Tokens drafted before each check [tokens]
 * @param {any} draft_cost Time of drafting a token over that of a step of the model [ratio]
 * @return the value
 * @customfunction
 */
function SPECULATIVE_SPEEDUP(acceptance, draft_tokens, draft_cost) { return answer_("SPECULATIVE_SPEEDUP", arguments); }

/**
 * Most tokens a second that a model can generate, by the roofline: a row of per_stream, what one user sees, and total. Whether it fits is GPUS_TO_FIT. [see fields]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} gpu GPU or other accelerator, by name or alias [name]
 * @param {any=} batch Requests that generate at the same time; default 1 [requests]
 * @param {any=} context Tokens before the one generated, for the cache that is read; default 0 [tokens]
 * @param {any=} gpus GPUs that share the model, as if none waited for another; default 1 [GPUs]
 * @param {any=} bits Bits that a parameter is stored in; default 16 [bits/param]
 * @param {any=} kv_bytes Cache per token of context at 8B params, as in Llama 3; it grows as params^0.42; default 131072 [bytes/token]
 * @param {any=} precision Number format that it computes in, and F's; blank for the GPU's fastest of as many bits, or of 16 where it has none so narrow [name]
 * @param {any=} field One field of the row alone; blank gives the row: per_stream, total [name]
 * @return the value
 * @customfunction
 */
function DECODE_SPEED(params, gpu, batch, context, gpus, bits, kv_bytes, precision, field) { return answer_("DECODE_SPEED", arguments); }

/**
 * Parameters of the largest model that can generate at a speed, by the roofline: a limit on size where users must not wait, for max_params. [params]
 *
 * @param {any} speed Tokens a second that one user must see [tokens/s]
 * @param {any} gpu GPU or other accelerator, by name or alias [name]
 * @param {any=} batch Requests that generate at the same time; default 1 [requests]
 * @param {any=} context Tokens before the one generated, for the cache that is read; default 0 [tokens]
 * @param {any=} gpus GPUs that share the model, as if none waited for another; default 1 [GPUs]
 * @param {any=} bits Bits that a parameter is stored in; default 16 [bits/param]
 * @param {any=} kv_bytes Cache per token of context at 8B params, as in Llama 3; it grows as params^0.42; default 131072 [bytes/token]
 * @param {any=} precision Number format that it computes in, and F's; blank for the GPU's fastest of as many bits, or of 16 where it has none so narrow [name]
 * @return the value
 * @customfunction
 */
function DECODE_PARAMS(speed, gpu, batch, context, gpus, bits, kv_bytes, precision) { return answer_("DECODE_PARAMS", arguments); }

/**
 * COST_OPT with the output MFU that follows from each size: params, tokens, cost, output_mfu (1 if computing limits), speed of a stream. COST_OPT run again with MFU_DECODE comes to a wrong size. [see fields]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} requests Lifetime requests [requests]
 * @param {any} batch Requests that generate at the same time [requests]
 * @param {any} context Tokens before the one generated, for the cache that is read [tokens]
 * @param {any=} kv_bytes Cache per token of context at 8B params, as in Llama 3; it grows as params^0.42; default 131072 [bytes/token]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @param {any=} bits Bits that a parameter is stored in; default 8 [bits/param]
 * @param {any=} field One field of the row alone; blank gives the row: params, tokens, cost, output_mfu, speed [name]
 * @return the value
 * @customfunction
 */
function COST_ROOFLINE(loss, requests, batch, context, kv_bytes, deployment, law, bits, field) { return answer_("COST_ROOFLINE", arguments); }

/**
 * Lowest-cost model and whole number of GPUs for peak requests, paid around the clock: a row of gpus, params, tokens, cost. Idle hours and peaks are in it, so utilisation and peak_over_mean are not counted. [see fields]
 *
 * @param {any} loss Pre-training loss to reach, above the law's E; or "like 30B": as good as a Chinchilla model of that size [nats/token]
 * @param {any} peak_requests_per_s Most requests in a second that must be served [requests/s]
 * @param {any} years Years for which the GPUs are paid [years]
 * @param {any=} deployment Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of labels and values; default paper-stated [name]
 * @param {any=} law Scaling law by id, or its constants as a two-column range of labels and values; default chinchilla [name]
 * @param {any=} field One field of the row alone; blank gives the row: gpus, params, tokens, cost [name]
 * @return the value
 * @customfunction
 */
function FLEET_PLAN(loss, peak_requests_per_s, years, deployment, law, field) { return answer_("FLEET_PLAN", arguments); }

/**
 * Price of a GPU-hour: the latest, or as of a day; the median where several providers offer it. [USD/GPU-hour]
 *
 * @param {any} gpu GPU or other accelerator, by name or alias [name]
 * @param {any=} provider Provider; blank for all of them [name]
 * @param {any=} commitment Terms of the price; default on-demand [name]
 * @param {any=} as_of Day up to which prices count; blank for now. A price of which only the year or month is known counts from the first day of it [date]
 * @return the value
 * @customfunction
 */
function GPU_PRICE(gpu, provider, commitment, as_of) { return answer_("GPU_PRICE", arguments); }

/**
 * Peak dense operations per second of a GPU at a precision. [op/s]
 *
 * @param {any} gpu GPU or other accelerator, by name or alias [name]
 * @param {any} precision Number format of the operations [name]
 * @return the value
 * @customfunction
 */
function GPU_PEAK(gpu, precision) { return answer_("GPU_PEAK", arguments); }

/**
 * Memory of a GPU. [GB]
 *
 * @param {any} gpu GPU or other accelerator, by name or alias [name]
 * @return the value
 * @customfunction
 */
function GPU_MEMORY(gpu) { return answer_("GPU_MEMORY", arguments); }

/**
 * Memory bandwidth of a GPU. [TB/s]
 *
 * @param {any} gpu GPU or other accelerator, by name or alias [name]
 * @return the value
 * @customfunction
 */
function GPU_BANDWIDTH(gpu) { return answer_("GPU_BANDWIDTH", arguments); }

/**
 * Memory that a model's weights take. [GB]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any=} bits Bits that a parameter is stored in; default 16 [bits/param]
 * @return the value
 * @customfunction
 */
function MODEL_MEMORY(params, bits) { return answer_("MODEL_MEMORY", arguments); }

/**
 * Fewest GPUs whose memory together holds a model's weights. [GPUs]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} gpu GPU or other accelerator, by name or alias [name]
 * @param {any=} bits Bits that a parameter is stored in; default 16 [bits/param]
 * @return the value
 * @customfunction
 */
function GPUS_TO_FIT(params, gpu, bits) { return answer_("GPUS_TO_FIT", arguments); }

/**
 * Highest MFU that generation can reach, by the roofline of computing and memory bandwidth. [fraction]
 *
 * @param {any} params Parameters of the model [params]
 * @param {any} gpu GPU or other accelerator, by name or alias [name]
 * @param {any} batch Requests that generate at the same time [requests]
 * @param {any=} context Tokens before the one generated, for the cache that is read; default 0 [tokens]
 * @param {any=} bits Bits that a parameter is stored in; default 16 [bits/param]
 * @param {any=} kv_bytes Cache read for each token of context; 131072 as in Llama 3.1 8B, 327680 as in 70B; default 131072 [bytes/token]
 * @param {any=} precision Number format that it computes in, and F's; blank for the GPU's fastest of as many bits, or of 16 where it has none so narrow [name]
 * @return the value
 * @customfunction
 */
function MFU_DECODE(params, gpu, batch, context, bits, kv_bytes, precision) { return answer_("MFU_DECODE", arguments); }

/**
 * A reported MFU, by name: a share of the peak that its report names, or of the peak at a precision; #N/A where the run was in a format of other width, which says nothing of it. [fraction]
 *
 * @param {any} reference Name of a reported MFU, as in the data [name]
 * @param {any=} precision Number format of the peak that the MFU shall be a share of; blank for the one reported [name]
 * @return the value
 * @customfunction
 */
function MFU_REF(reference, precision) { return answer_("MFU_REF", arguments); }

/**
 * Mean input and output tokens of a workload's requests. [see fields]
 *
 * @param {any} mix Name of a workload, as in the data [name]
 * @param {any=} field One field of the row alone; blank gives the row: input_tokens, output_tokens [name]
 * @return the value
 * @customfunction
 */
function REQUEST_TOKENS(mix, field) { return answer_("REQUEST_TOKENS", arguments); }

/**
 * Parameters of a released model. The laws are of dense models: in them a mixture of experts counts with its total parameters, which is a rough guide alone. [params]
 *
 * @param {any} model Name of a released model, as in the data [name]
 * @param {any=} which total, or active: those that compute on each token, which are all of a dense model; default total [name]
 * @return the value
 * @customfunction
 */
function MODEL_PARAMS(model, which) { return answer_("MODEL_PARAMS", arguments); }

/**
 * Training tokens of a released model. [tokens]
 *
 * @param {any} model Name of a released model, as in the data [name]
 * @return the value
 * @customfunction
 */
function MODEL_TOKENS(model) { return answer_("MODEL_TOKENS", arguments); }

/**
 * Why a call gives an error, in words, or "OK": the name of a function, then its arguments. [text]
 *
 * @param {any} function_name Name of the function to ask about [name]
 * @param {any=} cells The arguments of the call, as they stand in the formula [any]
 * @return the value
 * @customfunction
 */
function WHY(function_name, ...cells) { return answer_("WHY", arguments); }

/**
 * What to know before an answer is relied on, such as a law used far outside the range that it was fitted on, or "OK": the name of a function, then its arguments. An error's reason too. [text]
 *
 * @param {any} function_name Name of the function to ask about [name]
 * @param {any=} cells The arguments of the call, as they stand in the formula [any]
 * @return the value
 * @customfunction
 */
function NOTES(function_name, ...cells) { return answer_("NOTES", arguments); }

/**
 * Version of xlplanner that computes the cells. [text]
 *
 * @return the value
 * @customfunction
 */
function XLPLANNER_VERSION() { return answer_("XLPLANNER_VERSION", arguments); }
